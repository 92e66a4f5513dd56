import { type ChildProcess, spawn } from 'node:child_process';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import type { Programs } from './programs';
import type { Identity } from './system-user';

/** The server's only account. Its password is the same everywhere: what guards the server is the loopback address. */
export const account = { user: 'bottega', password: 'bottega' };

// What the programs print is searched for English words, whatever the person's own language is.
const language = { LC_ALL: 'C', LC_MESSAGES: 'C' };
const longestStop = 10_000;

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

interface Program {
  child: ChildProcess;
  /** The end of what it printed. */
  words(): string;
  /** Calls back at each piece it prints. */
  onWords(listen: () => void): void;
  /** Rejects where it could not be run at all. */
  ended: Promise<Ended>;
}

/** Runs one of PostgreSQL's programs as `identity`, from a folder which that user can surely enter. */
function runProgram(path: string, args: string[], identity: Identity, folder: string): Program {
  const child = spawn(path, args, {
    ...identity,
    cwd: folder,
    env: { ...process.env, ...language },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  const listeners: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    // A process that could not be made for lack of open files has no streams.
    stream?.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-8_000);
      for (const listen of listeners) listen();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  return { child, ended, words: () => words.trim(), onWords: (listen) => void listeners.push(listen) };
}

const howItEnded = ({ code, signal }: Ended) => (signal ? `ended by ${signal}` : `ended with ${code}`);

/**
 * Initialises a data directory. It is made beside its place and then moved there: whatever interrupts it, what lies at
 * `dataDir` is complete.
 *
 * @throws with what initdb printed
 */
export async function initialise(
  { initdb }: Programs,
  identity: Identity,
  dataDir: string,
  disposable: boolean,
): Promise<void> {
  const fresh = `${dataDir}.new`;
  const passwordFile = `${dataDir}.password`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, `${account.password}\n`, { mode: 0o600 });
  try {
    if (identity.uid !== undefined && identity.gid !== undefined) {
      for (const path of [fresh, passwordFile]) await chown(path, identity.uid, identity.gid);
    }
    const program = runProgram(
      initdb,
      [
        ...[`--pgdata=${fresh}`, '--auth=password', `--username=${account.user}`, `--pwfile=${passwordFile}`],
        ...['--encoding=UTF8', '--locale=C'],
        ...(disposable ? ['--no-sync'] : []),
      ],
      identity,
      dirname(dataDir),
    );
    const ended = await program.ended;
    if (ended.code !== 0) throw new Error(`initdb ${howItEnded(ended)}:\n${program.words()}`);
    await rename(fresh, dataDir);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(fresh, { recursive: true, force: true });
  }
}

const running = new Set<ChildProcess>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Asks the servers to shut down at once; they do so also when this process is gone by then. */
function stopAll(): void {
  for (const child of running) child.kill('SIGINT');
}

/** A signal that nobody else in this process handles ends it as always, but by way of `exit`, which takes us along. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
}

function watch(child: ChildProcess): void {
  if (running.size === 0) {
    process.on('exit', stopAll);
    for (const signal of signals) process.on(signal, onSignal);
  }
  running.add(child);
  const forget = () => {
    if (!running.delete(child) || running.size > 0) return;
    process.off('exit', stopAll);
    for (const signal of signals) process.off(signal, onSignal);
  };
  child.once('error', forget);
  child.once('close', forget);
}

/**
 * Runs a server on an initialised data directory until `stop`, at the latest until this process ends.
 *
 * @returns once it accepts connections
 * @throws with what it printed if it ends instead
 */
export async function serve(
  { postgres }: Programs,
  identity: Identity,
  dataDir: string,
  settings: Record<string, string>,
): Promise<{ stop(): Promise<void> }> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const program = runProgram(postgres, ['-D', dataDir, ...flags], identity, dirname(dataDir));
  watch(program.child);
  const accepting = new Promise<void>((resolve) =>
    program.onWords(() => {
      if (program.words().includes('database system is ready to accept connections')) resolve();
    }),
  );
  const ended = await Promise.race([accepting, program.ended]);
  if (ended) throw new Error(`postgres ${howItEnded(ended)}:\n${program.words()}`);
  return {
    async stop() {
      // Fast shutdown: connections are cut, what was committed is written.
      program.child.kill('SIGINT');
      const deadline = setTimeout(() => program.child.kill('SIGKILL'), longestStop);
      await program.ended;
      clearTimeout(deadline);
    },
  };
}
