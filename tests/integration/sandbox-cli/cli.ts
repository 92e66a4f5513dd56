import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { cliProgram } from '../../../scripts/stripe-cli';

async function surroundings(): Promise<NodeJS.ProcessEnv> {
  const home = await mkdtemp(join(tmpdir(), 'bottega-stripe-cli-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const { STRIPE_API_KEY: _, ...others } = process.env;
  return { ...others, XDG_CONFIG_HOME: home, HOME: home, STRIPE_CLI_TELEMETRY_OPTOUT: '1' };
}

/** Runs one command of the command line against a sandbox, and returns what it prints. */
export async function stripeCli(url: string, ...words: string[]): Promise<string> {
  const flags = ['--api-key', 'sk_test_tests', '--api-base', url];
  const { stdout } = await promisify(execFile)(cliProgram(), [...words, ...flags], {
    env: await surroundings(),
  });
  return stdout;
}

export interface Listening {
  /** The secret that the ready line tells. */
  secret: string;
  /** Everything printed so far. */
  printed(): string;
  /** Waits until this has been printed. */
  prints(words: string | RegExp): Promise<void>;
  process: ChildProcess;
}

/** `stripe listen`, ready; ended when the test is over. @param words flags besides those a sandbox needs */
export async function listen(url: string, forwardTo: string, ...words: string[]): Promise<Listening> {
  const flags = ['--no-wss', '--skip-update', '--api-key', 'sk_test_tests', '--api-base', url];
  return await listening(cliProgram(), ['listen', ...flags, '--forward-to', forwardTo, ...words]);
}

/** A program that runs `stripe listen`, once that is ready. */
export async function listening(
  command: string,
  words: string[],
  env: Record<string, string> = {},
): Promise<Listening> {
  const child = spawn(command, words, {
    env: { ...(await surroundings()), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  let text = '';
  const checks = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      for (const check of checks) check();
    });
  }
  const prints = (wanted: string | RegExp) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (typeof wanted === 'string' ? !text.includes(wanted) : !wanted.test(text)) return;
        checks.delete(check);
        resolve();
      };
      checks.add(check);
      child.once('exit', (code) => reject(new Error(`stripe listen ended with ${code}:\n${text}`)));
      child.once('error', reject);
      check();
    });
  await prints(/webhook signing secret is whsec_\S+/);
  const secret = /webhook signing secret is (whsec_\S+)/.exec(text)?.[1] ?? '';
  return { secret, printed: () => text, prints, process: child };
}
