import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { README, withCoverage } from '../../../scripts/sandbox-coverage';
import { PARTS } from './conformance/parts';

test("the README's coverage table is that of the conformance suite; else: npx tsx scripts/sandbox-coverage.ts", async () => {
  const text = await readFile(README, 'utf8');
  expect(text).toBe(withCoverage(text));
});

test('no rule stands twice under one heading', () => {
  for (const { part, rules } of PARTS) {
    const names = rules.map(({ rule }) => rule);
    expect(names, part).toEqual([...new Set(names)]);
  }
});
