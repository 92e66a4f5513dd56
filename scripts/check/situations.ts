import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mailTemplates } from '../../lib/queue/mail-templates';
import { testNames } from './test-names';

/** What the table of situations may speak of. */
export interface Known {
  /** Names of the tests that run in a file, by its path from the project's folder; null where there is no such file. */
  tests(path: string): ReadonlySet<string> | null;
  /** Everything the pages say in English, as one text. */
  texts: string;
  /** Words of the schema: tables, columns, states. */
  schema: ReadonlySet<string>;
  templates: readonly string[];
}

const fewestRows = 90;

const codes = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code ?? []);
const quotes = (cell: string): string[] => [...cell.matchAll(/“([^”]+)”/g)].flatMap(([, text]) => text ?? []);

/**
 * Holds the table of situations in docs/fulfillment.md to the tests, the texts and the schema it speaks of.
 *
 * @param document the text of docs/fulfillment.md
 * @returns what is wrong with it, as sentences
 */
export function situationFaults(document: string, known: Known): string[] {
  const [, table = ''] = document.split(/^\| situation \|.*\n.*\n/m);
  const [body = ''] = table.split(/\n\n/);
  const rows = body
    .trim()
    .split('\n')
    .map((line) => line.slice(2, -2).split(' | '));
  const names = rows.map(([situation = '']) => situation);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  return [
    ...(rows.length < fewestRows ? [`the table of situations has lost rows: it has ${rows.length}`] : []),
    ...twice.map((name) => `“${name}” is there twice`),
    ...rows.flatMap((cells) => rowFaults(cells, known).map((fault) => `“${cells[0]}” ${fault}`)),
  ];
}

function rowFaults(cells: string[], known: Known): string[] {
  const [, shopper = '', merchant = '', database = '', mail = '', proof = ''] = cells;
  if (cells.length !== 6 || cells.some((cell) => cell.trim() === ''))
    return ['has not six cells with words in them'];
  return [
    ...proofFaults(proof, known),
    ...quotes(shopper + merchant)
      .filter((text) => !known.texts.includes(text))
      .map((text) => `quotes “${text}”, which no page says`),
    ...codes(database)
      .flatMap((code) => code.match(/\w+/g) ?? [])
      .filter((word) => !known.schema.has(word))
      .map((word) => `names ${word}, which is not in the schema`),
    ...codes(mail)
      .filter((template) => !known.templates.includes(template))
      .map((template) => `names a mail ${template}, which there is not`),
  ];
}

function proofFaults(proof: string, known: Known): string[] {
  const proofs = [...proof.matchAll(/\[[^\]]+\]\(([^)]+)\) `([^`]+)`/g)];
  const unread =
    proofs.length === proof.split('<br>').length ? [] : ['names a test in a way that cannot be read'];
  return [
    ...unread,
    ...proofs.flatMap(([, link = '', name = '']) => {
      const path = join('docs', link);
      const tests = known.tests(path);
      if (!tests) return [`names ${path}, which there is not`];
      return tests.has(name) ? [] : [`names a test that does not run: ${path} “${name}”`];
    }),
  ];
}

/** The same for the project in a folder. */
export function checkSituations(root: string): string[] {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const parsed = new Map<string, ReadonlySet<string>>();
  const texts = readdirSync(join(root, 'messages'))
    .filter((name) => name.endsWith('.en.json'))
    .map((name) => JSON.stringify(JSON.parse(read(join('messages', name)))));
  const schema = read('prisma/schema.prisma').replace(/\/\/.*$/gm, '');
  return situationFaults(read('docs/fulfillment.md'), {
    tests(path) {
      if (!existsSync(join(root, path))) return null;
      const names = parsed.get(path) ?? testNames(read(path));
      parsed.set(path, names);
      return names;
    },
    texts: texts.join('\n'),
    schema: new Set(schema.match(/\w+/g)),
    templates: mailTemplates,
  });
}
