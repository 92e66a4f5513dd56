import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stateFaults } from '../../../scripts/check/doc-states';
import { type Known, situationFaults } from '../../../scripts/check/situations';

const document = readFileSync('docs/fulfillment.md', 'utf8');
const named = (fault: string) => `“Paid” ${fault}`;

const known: Known = {
  tests: (path) => (path === 'tests/a.test.ts' ? new Set(['it works']) : null),
  texts: 'Paid, we are packing',
  schema: new Set(['paid']),
  templates: ['receipt'],
};

/** A table of one situation; that it has too few is left out of what is wrong. */
function faults(cells: Partial<Record<'shopper' | 'database' | 'mail' | 'proof', string>>): string[] {
  const {
    shopper = '“Paid, we are packing”',
    database = '`paid`',
    mail = '`receipt`',
    proof = '[a](../tests/a.test.ts) `it works`',
  } = cells;
  const row = `| Paid | ${shopper} | – | ${database} | ${mail} | ${proof} |`;
  const all = situationFaults(`| situation | … |\n|---|\n${row}\n\nMore.`, known);
  return all.filter((fault) => !fault.startsWith('the table of situations has lost rows'));
}

test('a situation with its proof, its texts, its words and its mail is as it should be', () => {
  expect(faults({})).toEqual([]);
});

test.each([
  [{ shopper: '“Paid, we are asleep”' }, 'quotes “Paid, we are asleep”, which no page says'],
  [{ database: '`payed`' }, 'names payed, which is not in the schema'],
  [{ mail: '`reciept`' }, 'names a mail reciept, which there is not'],
  [{ mail: ' ' }, 'has not six cells with words in them'],
  [
    { proof: '[a](../tests/a.test.ts) `it sleeps`' },
    'names a test that does not run: tests/a.test.ts “it sleeps”',
  ],
  [{ proof: '[b](../tests/b.test.ts) `it works`' }, 'names tests/b.test.ts, which there is not'],
  [{ proof: 'tests/a.test.ts' }, 'names a test in a way that cannot be read'],
] as const)('%j is told', (cells, fault) => {
  expect(faults(cells)).toEqual([named(fault)]);
});

test('a diagram that lacks a transition, or draws one too many, is told', () => {
  expect(stateFaults(document.replace('  failed --> paid\n', ''))).toEqual([
    'docs/fulfillment.md does not draw failed --> paid, which is allowed',
  ]);
  expect(
    stateFaults(document.replace('  failed --> paid\n', '  failed --> paid\n  paid --> awaiting\n')),
  ).toEqual(['docs/fulfillment.md draws paid --> awaiting, which is never allowed']);
});
