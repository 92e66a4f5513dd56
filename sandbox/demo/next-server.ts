import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface NextServer {
  stop(): Promise<void>;
  /** Resolves when it ended without having been asked to, with its last words. */
  readonly died: Promise<string>;
}

/**
 * Starts Next in a process group of its own, so that Ctrl-C reaches it only through `stop`, after which nothing of it
 * is left, and waits until it answers.
 *
 * @param options.show takes what it prints once it is up; before, that is kept for the case that it does not come up
 * @throws with its last words if it ends instead, or does not answer within two minutes
 */
export async function startNext(options: {
  mode: 'start' | 'dev';
  port: number;
  settings: Record<string, string>;
  show: (text: string) => void;
}): Promise<NextServer> {
  const { mode, port, settings } = options;
  const next = spawn(
    process.execPath,
    [join(root, 'node_modules/next/dist/bin/next'), mode, '-p', String(port)],
    {
      cwd: root,
      env: { ...process.env, ...settings, NODE_ENV: mode === 'dev' ? 'development' : 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    },
  );
  const words: string[] = [];
  let up = false;
  let stopping = false;
  for (const stream of [next.stdout, next.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      words.push(text);
      if (words.length > 60) words.shift();
      if (up && !stopping) options.show(text);
    });
  }
  const kill = () => signalGroup(next, 'SIGKILL');
  process.once('exit', kill);
  const exited = once(next, 'exit').then(() => process.off('exit', kill));
  const died = exited.then(() => (stopping ? new Promise<never>(() => {}) : words.join('')));

  async function stop(): Promise<void> {
    stopping = true;
    if (next.exitCode === null && next.signalCode === null) {
      signalGroup(next, 'SIGTERM');
      const patience = setTimeout(() => signalGroup(next, 'SIGKILL'), 8_000);
      await exited;
      clearTimeout(patience);
    }
    // What it started itself (compilers in dev) goes with it.
    signalGroup(next, 'SIGKILL');
  }

  const answered = waitForAnswer(`http://127.0.0.1:${port}/api/health`, 120_000);
  try {
    const ended = await Promise.race([answered, died]);
    if (ended !== undefined) throw new Error('The shop ended instead of starting.');
  } catch (error) {
    await stop();
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message}\n${words.join('').split('\n').slice(-20).join('\n')}`, { cause: error });
  }
  up = true;
  return { stop, died };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

/**
 * Waits until the shop's own check-up answers. A server whose start-up code failed answers too, always with 500: that
 * is given a few seconds and then called what it is.
 */
async function waitForAnswer(url: string, patience: number): Promise<undefined> {
  const deadline = Date.now() + patience;
  let brokenSince: number | undefined;
  for (;;) {
    const status = await fetch(url, { signal: AbortSignal.timeout(60_000) }).then(
      (response) => response.status,
      () => undefined,
    );
    if (status !== undefined && status !== 500) return;
    if (status === 500) brokenSince ??= Date.now();
    if (brokenSince && Date.now() - brokenSince > 10_000)
      throw new Error('The shop answers, but only with errors.');
    if (Date.now() > deadline) throw new Error(`The shop does not answer on ${url}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
