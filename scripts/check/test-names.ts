import { parseAst } from 'vitest/node';

interface Node {
  type: string;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** What is called, by name: `test.skip.each([…])` is test, skip, each. */
function chainOf(callee: unknown): string[] {
  if (!isNode(callee)) return [];
  const { type, name, object, property, tag } = callee;
  if (type === 'Identifier') return [String(name)];
  if (type === 'MemberExpression') return [...chainOf(object), ...chainOf(property)];
  if (type === 'CallExpression') return chainOf(callee.callee);
  return type === 'TaggedTemplateExpression' ? chainOf(tag) : [];
}

/** A string that is written out; undefined for one that is put together when the test is. */
function textOf(argument: unknown): string | undefined {
  if (!isNode(argument)) return undefined;
  return argument.type === 'Literal' && typeof argument.value === 'string' ? argument.value : undefined;
}

/** The arrays that a file gives a name, also those that are said to be of a type. */
function namedArrays(program: unknown): Map<string, Node> {
  const arrays = new Map<string, Node>();
  walk(program, (node) => {
    const init = node.type === 'VariableDeclarator' ? arrayOf(node.init) : undefined;
    if (init && isNode(node.id)) arrays.set(String(node.id.name), init);
    return true;
  });
  return arrays;
}

function arrayOf(value: unknown): Node | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'TSAsExpression' || value.type === 'TSSatisfiesExpression')
    return arrayOf(value.expression);
  return value.type === 'ArrayExpression' ? value : undefined;
}

/** What each row that `test.each` is called with begins with, where that is written out. */
function beginnings(callee: unknown, arrays: ReadonlyMap<string, Node>): string[] {
  if (!isNode(callee) || callee.type !== 'CallExpression') return [];
  const [given] = callee.arguments as unknown[];
  const rows = isNode(given) && given.type === 'Identifier' ? arrays.get(String(given.name)) : arrayOf(given);
  return ((rows?.elements ?? []) as unknown[]).flatMap((row) => {
    const first = isNode(row) && row.type === 'ArrayExpression' ? (row.elements as unknown[])[0] : row;
    return textOf(first) ?? [];
  });
}

/** Goes through a tree from its root. @param meet returns false to leave out what is below a node */
function walk(value: unknown, meet: (node: Node) => boolean): void {
  if (Array.isArray(value)) for (const one of value) walk(one, meet);
  if (!isNode(value) || !meet(value)) return;
  for (const part of Object.values(value)) walk(part, meet);
}

const notRun = new Set(['skip', 'todo', 'fixme']);

/**
 * The names of the tests in a test file that run: what is commented out, skipped, or only put down to be done, is not
 * among them. A test of many rows has the name of each row too, where the rows are written out.
 *
 * @throws where the source cannot be parsed
 */
export function testNames(source: string): Set<string> {
  const program = parseAst(source, { lang: 'tsx' });
  const arrays = namedArrays(program);
  const names = new Set<string>();
  walk(program, (node) => {
    if (node.type !== 'CallExpression') return true;
    const [what = '', ...how] = chainOf(node.callee);
    if (!['test', 'it', 'describe'].includes(what)) return true;
    if (how.some((word) => notRun.has(word))) return false;
    const name = textOf((node.arguments as unknown[])[0]);
    if (what === 'describe' || name === undefined) return true;
    names.add(name);
    for (const first of beginnings(node.callee, arrays)) names.add(name.replace('%s', () => first));
    return true;
  });
  return names;
}
