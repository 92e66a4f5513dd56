import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { testSettings } from '../support/settings';

/** Runs a command's program with these settings, and none of a `.env` that may lie about. */
async function command(
  [script, ...words]: string[],
  settings: Record<string, string>,
): Promise<{ code: number; words: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${script}`, ...words], {
    env: { ...process.env, ...settings },
  });
  const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code, words: complaint };
}

test('npm start without a setting ends at once, and says which and what to put there', async () => {
  const { code, words } = await command(['start.ts'], {
    ...testSettings,
    STRIPE_WEBHOOK_SECRET: '',
    AUTH_SECRET: 'short',
  });
  expect(code).toBe(1);
  expect(words).toContain('STRIPE_WEBHOOK_SECRET is not set');
  expect(words).toContain('npm run stripe:webhook');
  expect(words).toContain('AUTH_SECRET must be at least 32 random characters');
  expect(words).not.toContain('    at ');
});

test.each([['worker.ts'], ['db-seed.ts'], ['stripe-sync.ts'], ['merchant-create.ts', 'you@example.com']])(
  '%s without a database says so in a sentence',
  async (...words) => {
    const { code, words: complaint } = await command(words, {
      ...testSettings,
      DATABASE_URL: 'postgresql://bottega:secret@127.0.0.1:9/bottega',
      MERCHANT_PASSWORD: 'long enough to be one',
    });
    expect(code).toBe(1);
    expect(complaint).toContain('The database 127.0.0.1:9/bottega does not answer');
    expect(complaint).not.toContain('    at ');
    expect(complaint).not.toContain('secret');
  },
);
