import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { floors } from '@/scripts/check/floors';

const text = readFileSync('ARCHITECTURE.md', 'utf8');

test('every file and folder that ARCHITECTURE.md names is there', () => {
  const named = [...text.matchAll(/`([^`\s]+\/[^`\s]+)`/g)];
  expect(named.length).toBeGreaterThan(0);
  expect(named.flatMap(([, path = '']) => (existsSync(path) ? [] : path))).toEqual([]);
});

test('ARCHITECTURE.md draws the floors that are enforced', () => {
  const rows = floors.map(
    ([name, folders]) => `| ${name} | ${folders.map((one) => `\`${one}\``).join(' ')} |`,
  );
  for (const row of rows) expect(text).toContain(row);
});
