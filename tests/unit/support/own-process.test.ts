import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ownProcess } from '../../support/own-process';

/** Of these files, those that get a process of their own. */
async function among(files: Record<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bottega-own-process-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, source] of Object.entries(files)) await writeFile(join(folder, name), source);
  return ownProcess(['*.test.ts'], folder);
}

test.each([
  "vi.mock('next/headers', () => ({}));",
  "vi.unmock('better-auth/crypto');",
  'vi.useFakeTimers();',
  "applySettings({ RECEIPTS: 'stripe' });",
  "process.env.CRON_SECRET = 'a secret';",
  'movedTime.advance(1000);',
])('a file with %s gets a process of its own', async (line) => {
  expect(await among({ 'a.test.ts': `test('x', () => {\n  ${line}\n});` })).toEqual(['a.test.ts']);
});

test('so does one whose helper would be noticed, and the helper’s helper', async () => {
  const files = {
    'a.test.ts': "import { one } from './one';",
    'one.ts': "import { two } from './two';\nexport { two as one };",
    'two.ts': "export const two = () => applySettings({ SMTP_URL: 'smtp://127.0.0.1:1' });",
    'b.test.ts': "import { three } from './three';",
    'three.ts': 'export const three = 3;',
  };
  expect(await among(files)).toEqual(['a.test.ts']);
});

test('spies, which are taken back after each test, share', async () => {
  expect(await among({ 'a.test.ts': "vi.spyOn(performance, 'now');" })).toEqual([]);
});
