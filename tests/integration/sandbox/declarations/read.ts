import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Tokens } from './tokens';

/** A type as far as a JSON value can be checked against it. */
export type Type =
  | { kind: 'union'; of: Type[] }
  | { kind: 'literal'; value: string }
  | { kind: 'object'; members: Map<string, Member> }
  | { kind: 'name'; name: string; args: Type[] };

export interface Member {
  optional: boolean;
  type: Type;
}

export interface Interface {
  extends: Type[];
  members: Map<string, Member>;
  /** Where the names in its members are looked up. */
  scope: Scope;
}

/** A file or a namespace of the declarations. */
export class Scope {
  readonly interfaces = new Map<string, Interface>();
  readonly aliases = new Map<string, Type>();
  readonly namespaces = new Map<string, Scope>();
  readonly imports = new Map<string, { file: string; name: string }>();

  constructor(
    readonly file: string,
    readonly parent: Scope | null,
  ) {}
}

/** Reads a file of declarations: its interfaces, type aliases, namespaces and imports; classes are passed over. */
export function readFile(file: string): Scope {
  const scope = new Scope(file, null);
  const tokens = new Tokens(readFileSync(file, 'utf8'));
  readBody(tokens, scope);
  return scope;
}

/** Every file of declarations below a folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function readBody(tokens: Tokens, scope: Scope): void {
  while (!tokens.done && !tokens.is('}')) {
    tokens.skip('export', 'declare');
    if (tokens.take('import')) readImport(tokens, scope);
    else if (tokens.take('interface')) readInterface(tokens, scope);
    else if (tokens.take('namespace')) {
      const name = tokens.next();
      tokens.expect('{');
      const inner = scope.namespaces.get(name) ?? new Scope(scope.file, scope);
      scope.namespaces.set(name, inner);
      readBody(tokens, inner);
      tokens.expect('}');
    } else if (tokens.take('type')) {
      const name = tokens.next();
      if (tokens.is('<')) tokens.passBalanced('<', '>');
      tokens.expect('=');
      scope.aliases.set(name, readType(tokens));
      tokens.take(';');
    } else tokens.passStatement();
  }
}

function readImport(tokens: Tokens, scope: Scope): void {
  const names: [local: string, name: string][] = [];
  if (tokens.take('{')) {
    while (!tokens.take('}')) {
      const name = tokens.next();
      names.push([tokens.take('as') ? tokens.next() : name, name]);
      tokens.take(',');
    }
  }
  if (!tokens.take('from')) {
    tokens.passStatement();
    return;
  }
  const from = tokens.next().slice(1, -1);
  tokens.take(';');
  const file = resolve(dirname(scope.file), from.replace(/\.js$/, '.d.ts'));
  for (const [local, name] of names) scope.imports.set(local, { file, name });
}

function readInterface(tokens: Tokens, scope: Scope): void {
  const name = tokens.next();
  if (tokens.is('<')) tokens.passBalanced('<', '>');
  const bases: Type[] = [];
  if (tokens.take('extends')) {
    do bases.push(readType(tokens));
    while (tokens.take(','));
  }
  scope.interfaces.set(name, { extends: bases, members: readMembers(tokens), scope });
}

/** Members between braces; methods and index signatures say nothing about required fields. */
function readMembers(tokens: Tokens): Map<string, Member> {
  const members = new Map<string, Member>();
  tokens.expect('{');
  while (!tokens.take('}')) {
    tokens.skip('readonly');
    if (tokens.is('[') || tokens.is('(')) {
      tokens.passStatement();
      continue;
    }
    const name = tokens.next().replace(/^['"]|['"]$/g, '');
    const optional = tokens.take('?');
    if (tokens.take(':')) members.set(name, { optional, type: readType(tokens) });
    else tokens.passStatement();
    tokens.take(';');
  }
  return members;
}

function readType(tokens: Tokens): Type {
  tokens.take('|');
  const of = [readPart(tokens)];
  while (tokens.take('|')) of.push(readPart(tokens));
  const [only, ...rest] = of;
  return only && rest.length === 0 ? only : { kind: 'union', of };
}

function readPart(tokens: Tokens): Type {
  let type = readPrimary(tokens);
  // `string & Record<never, never>` is how an open enum is written: any string.
  while (tokens.take('&')) readPrimary(tokens);
  while (tokens.is('[')) {
    tokens.passBalanced('[', ']');
    type = { kind: 'name', name: 'Array', args: [type] };
  }
  return type;
}

function readPrimary(tokens: Tokens): Type {
  if (tokens.is('{')) return { kind: 'object', members: readMembers(tokens) };
  if (tokens.take('(')) {
    const type = readType(tokens);
    tokens.expect(')');
    return type;
  }
  const name = tokens.next();
  if (/^['"]/.test(name)) return { kind: 'literal', value: name.slice(1, -1) };
  const args: Type[] = [];
  if (tokens.take('<')) {
    do args.push(readType(tokens));
    while (tokens.take(','));
    tokens.expect('>');
  }
  return { kind: 'name', name, args };
}
