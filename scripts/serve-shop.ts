import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { keepProcess } from '../lib/jobs/keep-process';
import { root } from './env';
import { stopRequest } from './stop-request';

/**
 * Runs the web server and, beside it, a worker, until they are asked to stop or the server ends by itself. They end in
 * order: first the server, which takes no more requests and finishes those it has; then the worker, which finishes the
 * jobs it has. What a last request queued is thus seen by a worker that still runs.
 *
 * @param server what Node runs for the server; it is told by `WORKER=off` that the worker is not its own
 * @param worker what Node runs for the worker; null where it runs elsewhere
 * @returns the exit code: 0 once all ended as they were asked to, else that of the one that did not
 */
export async function serveShop(
  server: readonly string[],
  worker: readonly string[] | null,
): Promise<number> {
  const isStopped = stopRequest();
  const kept = worker && keepProcess('worker', worker);
  const web = spawn(process.execPath, server, {
    cwd: root,
    // Over the channel it sees this process go, also when that is killed (lib/jobs/start-server.ts).
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    ...(worker && { env: { ...process.env, WORKER: 'off' } }),
  });
  const end = once(web, 'exit').then(([code]: (number | null)[]) => code ?? null);
  const first = await Promise.race([isStopped, end.then((code) => ({ code }))]);
  if (first) {
    await kept?.stop();
    return first.code ?? 1;
  }
  web.kill('SIGTERM');
  const code = (await end) ?? 0;
  return (await kept?.stop()) || code;
}
