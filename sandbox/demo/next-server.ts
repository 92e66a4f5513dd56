import { execFile, spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

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
  /** Remembers the process, for the case that this one is killed and cannot stop it. */
  pidFile: string;
  show: (text: string) => void;
}): Promise<NextServer> {
  const { mode, port, settings, pidFile } = options;
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
  const kill = () => signalGroup(next.pid, 'SIGKILL');
  process.once('exit', kill);
  const exited = new Promise<void>((resolve) => {
    next.once('exit', () => resolve());
    // A process that could not be made reports no exit.
    next.once('error', (error) => {
      words.push(error.message);
      resolve();
    });
  }).then(() => void process.off('exit', kill));
  const died = exited.then(() => (stopping ? new Promise<never>(() => {}) : words.join('')));

  async function stop(): Promise<void> {
    stopping = true;
    if (next.pid !== undefined && next.exitCode === null && next.signalCode === null) {
      signalGroup(next.pid, 'SIGTERM');
      const patience = setTimeout(() => signalGroup(next.pid, 'SIGKILL'), 8_000);
      await exited;
      clearTimeout(patience);
    }
    // What it started itself (compilers in dev) goes with it.
    signalGroup(next.pid, 'SIGKILL');
    await rm(pidFile, { force: true });
  }

  const answered = writeFile(pidFile, String(next.pid ?? '')).then(() =>
    waitForAnswer(`http://127.0.0.1:${port}/api/health`, 120_000),
  );
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

/** Stops the Next of an earlier run that was killed. Its number alone could be anybody's by now, so its name counts. */
export async function stopLeftoverNext(pidFile: string): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
  if (!pid || process.platform === 'win32') return;
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  // Its port is free only once it has gone.
  for (let tries = 0; /\bnext\b/.test(stdout) && tries < 100 && signalGroup(pid, 'SIGKILL'); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await rm(pidFile, { force: true });
}

/** @returns whether there was anybody left to hear it */
function signalGroup(pid: number | undefined, signal: NodeJS.Signals): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    return false;
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
