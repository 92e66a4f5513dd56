import { join } from 'node:path';
import nextEnv from '@next/env';
import { requireNode } from './node-version';

/** The folder of the project, wherever a command is started from. */
export const root = join(import.meta.dirname, '..');

/** Puts the settings of `.env` where the shop reads them, as Next does; what is already set stays. */
export function loadEnv(): void {
  nextEnv.loadEnvConfig(root, false, { info: () => {}, error: console.error });
}

/**
 * Runs a command: loads `.env`, and prints what goes wrong as a sentence. The command decides what it needs from the
 * settings by reading them.
 */
export async function run(command: () => Promise<void>): Promise<void> {
  requireNode();
  loadEnv();
  try {
    await command();
    process.exit(process.exitCode ?? 0);
  } catch (error) {
    console.error(process.env.DEBUG ? error : error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
