import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mailTemplates } from '@/lib/queue/mail-templates';

/** Holds the table of situations in docs/fulfillment.md to the tests, the texts and the schema it speaks of. */
const read = (path: string): string => readFileSync(path, 'utf8');

const [, table = ''] = read('docs/fulfillment.md').split(/^\| situation \|.*\n.*\n/m);
const [body = ''] = table.split(/\n\n/);
const rows = body
  .trim()
  .split('\n')
  .map((line) => line.slice(2, -2).split(' | '));

const codes = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code ?? []);
const quotes = (cell: string): string[] => [...cell.matchAll(/“([^”]+)”/g)].flatMap(([, text]) => text ?? []);

const texts = readdirSync('messages')
  .filter((name) => name.endsWith('.en.json'))
  .map((name) => JSON.stringify(JSON.parse(read(join('messages', name)))))
  .join('\n');
const schema = read('prisma/schema.prisma');

test('the table has its rows, each situation once', () => {
  expect(rows.length).toBeGreaterThan(90);
  expect(new Set(rows.map(([situation]) => situation)).size).toBe(rows.length);
});

describe.each(rows.map((cells) => [cells[0] ?? '', cells] as const))('%s', (_situation, cells) => {
  const [, shopper = '', merchant = '', database = '', mail = '', proof = ''] = cells;

  test('has six cells, none of them empty', () => {
    expect(cells).toHaveLength(6);
    expect(cells.every((cell) => cell.trim() !== '')).toBe(true);
  });

  test('names tests that exist', () => {
    const proofs = [...proof.matchAll(/\[[^\]]+\]\(([^)]+)\) `([^`]+)`/g)];
    expect(proofs.length).toBe(proof.split('<br>').length);
    for (const [, link = '', name = ''] of proofs) {
      const file = join('docs', link);
      expect(existsSync(file), file).toBe(true);
      expect(read(file).includes(`'${name}'`), `${file} has no test called “${name}”`).toBe(true);
    }
  });

  test('quotes what the pages say, and names what the shop knows', () => {
    for (const text of quotes(shopper + merchant)) expect(texts, text).toContain(text);
    for (const word of codes(database)) expect(schema).toMatch(new RegExp(`\\b${word}\\b`));
    for (const template of codes(mail)) expect(mailTemplates).toContain(template);
  });
});
