/**
 * Runs once when the server starts, before it takes requests: checks the settings, and starts the worker unless it runs
 * elsewhere. https://nextjs.org/docs/app/guides/instrumentation
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startServer } = await import('./lib/jobs/start-server');
  startServer();
}
