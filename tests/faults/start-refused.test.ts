import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { testSettings } from '../support/settings';

/** Runs `npm start`'s program with these settings, and none of a `.env` that may lie about. */
async function start(settings: Record<string, string>): Promise<{ code: number; words: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    env: { ...process.env, ...settings },
  });
  const [words, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code, words };
}

test('npm start without a setting ends at once, and says which and what to put there', async () => {
  const { code, words } = await start({ ...testSettings, STRIPE_WEBHOOK_SECRET: '', AUTH_SECRET: 'short' });
  expect(code).toBe(1);
  expect(words).toContain('STRIPE_WEBHOOK_SECRET is not set');
  expect(words).toContain('npm run stripe:webhook');
  expect(words).toContain('AUTH_SECRET must be at least 32 random characters');
  expect(words).not.toContain('    at ');
});
