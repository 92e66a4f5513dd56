import { join } from 'node:path';
import nextEnv from '@next/env';
import { requireNode } from './node-version';

/** The folder of the project, wherever a command is started from. */
export const root = join(import.meta.dirname, '..');

/** Puts the settings of `.env` where the shop reads them, as Next does; what is already set stays. */
export function loadEnv(): void {
  nextEnv.loadEnvConfig(root, false, { info: () => {}, error: console.error });
}

/** Values that are well-formed and lead nowhere. */
const placeholders = {
  DATABASE_URL: 'postgresql://127.0.0.1:9/not-needed',
  STRIPE_WEBHOOK_SECRET: 'whsec_not_needed',
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'nobody@not.needed',
  AUTH_SECRET: 'not needed by this command, whatever it is',
};

/**
 * Runs a command: loads `.env`, and prints what goes wrong as a sentence. The command decides what it needs from the
 * settings by reading them.
 *
 * @param without settings this command does without: it must not ask for what it is about to tell (a signing secret),
 *   nor for a mail server to talk to Stripe
 */
export async function run(
  command: () => Promise<void>,
  { without = [] }: { without?: (keyof typeof placeholders)[] } = {},
): Promise<void> {
  requireNode();
  loadEnv();
  for (const name of without) process.env[name] = placeholders[name];
  try {
    await command();
    process.exit(process.exitCode ?? 0);
  } catch (error) {
    console.error(process.env.DEBUG ? error : error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
