/**
 * Imported first by what works for a shop that is open, before anything that asks: packages that have a development
 * form take that otherwise, and the server would start its worker from the sources (lib/jobs/worker-command.ts).
 */
if (!process.env.NODE_ENV) Object.assign(process.env, { NODE_ENV: 'production' });

export {};
