import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesIn, type Interface, type Member, readFile, type Scope, type Type } from './read';

const RESOURCES = join(dirname(fileURLToPath(import.meta.resolve('stripe'))), 'resources');
/** A decimal is a string on the wire. */
const STRINGS = new Set(['string', 'Decimal', 'OtherString']);
const ANYTHING = new Set(['any', 'unknown', 'Record', 'Metadata']);

const files = new Map<string, Scope>();

function fileAt(file: string): Scope {
  const scope = files.get(file) ?? readFile(file);
  files.set(file, scope);
  return scope;
}

/** Every type of the installed `stripe` package that says which `object` it is; deleted ones under `deleted …`. */
function readTypes(): Map<string, Interface> {
  const found = new Map<string, Interface>();
  for (const file of filesIn(RESOURCES)) {
    if (file.includes(`${RESOURCES}/V2`)) continue;
    for (const type of fileAt(file).interfaces.values()) {
      const object = type.members.get('object')?.type;
      if (object?.kind !== 'literal') continue;
      // What was not deleted has `deleted?: void`.
      const isDeleted = type.members.get('deleted')?.optional === false;
      found.set(`${isDeleted ? 'deleted ' : ''}${object.value}`, type);
    }
  }
  return found;
}

/** The declared types by their `object`. */
export const TYPES = readTypes();

/** The names of a type's required fields. */
export function requiredFields(object: string): string[] {
  const type = TYPES.get(object);
  if (!type) throw new Error(`stripe declares no type whose object is ${object}.`);
  return [...membersOf(type)].filter(([, member]) => !member.optional).map(([name]) => name);
}

/**
 * Compares what came over the wire with the declarations: required fields that are missing, and values that are not
 * of the declared type, at any depth.
 *
 * @returns one sentence per difference; none where it is complete.
 */
export function differences(value: unknown, at = ''): string[] {
  if (!isRecord(value)) return [`${at} is no object`];
  const object = String(value.object);
  if (object === 'list') return listDifferences(value, at);
  const type = TYPES.get(value.deleted === true ? `deleted ${object}` : object);
  if (!type) return [`${at} is a ${object}, which stripe does not declare`];
  return compareMembers(value, membersOf(type), type.scope, `${at}${object}`);
}

function listDifferences(value: Record<string, unknown>, at: string): string[] {
  if (!Array.isArray(value.data) || typeof value.has_more !== 'boolean' || typeof value.url !== 'string') {
    return [`${at} is a list without data, has_more or url`];
  }
  return value.data.flatMap((item, index) => differences(item, `${at}[${index}] `));
}

function membersOf(type: Interface): Map<string, Member> {
  const members = new Map<string, Member>();
  for (const base of type.extends) {
    const found = base.kind === 'name' ? lookUp(base.name, type.scope) : undefined;
    if (found && 'members' in found) for (const [name, member] of membersOf(found)) members.set(name, member);
  }
  for (const [name, member] of type.members) members.set(name, member);
  return members;
}

function compareMembers(
  value: Record<string, unknown>,
  members: Map<string, Member>,
  scope: Scope,
  at: string,
): string[] {
  return [...members].flatMap(([name, { optional, type }]) => {
    const member = value[name];
    if (member !== undefined) return compare(member, type, scope, `${at}.${name}`);
    return optional ? [] : [`${at}.${name} is missing`];
  });
}

function compare(value: unknown, type: Type, scope: Scope, at: string): string[] {
  // Whatever says what it is, is checked as that: an expanded object, a list, the object of an event.
  if (isRecord(value) && typeof value.object === 'string') return differences(value, `${at} > `);
  switch (type.kind) {
    case 'literal':
      return value === type.value ? [] : [`${at} is ${JSON.stringify(value)}, not '${type.value}'`];
    case 'union': {
      const results = type.of.map((one) => compare(value, one, scope, at));
      if (results.some((result) => result.length === 0)) return [];
      // The alternative that comes closest says best what is wrong.
      return (
        results.filter((result) => !isMismatch(result)).sort((a, b) => a.length - b.length)[0] ??
        results[0] ??
        []
      );
    }
    case 'object':
      return isRecord(value)
        ? compareMembers(value, type.members, scope, at)
        : [mismatch(value, 'object', at)];
    default:
      return compareNamed(value, type, scope, at);
  }
}

function compareNamed(
  value: unknown,
  type: Extract<Type, { kind: 'name' }>,
  scope: Scope,
  at: string,
): string[] {
  const { name, args } = type;
  const [inner] = args;
  if (ANYTHING.has(name)) return [];
  if (name === 'null') return value === null ? [] : [mismatch(value, name, at)];
  if (name === 'true' || name === 'false') return String(value) === name ? [] : [mismatch(value, name, at)];
  if (name === 'number' || name === 'boolean')
    return typeof value === name ? [] : [mismatch(value, name, at)];
  if (STRINGS.has(name)) return typeof value === 'string' ? [] : [mismatch(value, 'string', at)];
  if (name === 'Array' && inner) {
    if (!Array.isArray(value)) return [mismatch(value, 'array', at)];
    return value.flatMap((item, index) => compare(item, inner, scope, `${at}[${index}]`));
  }
  const found = lookUp(name, scope);
  if (!found) return [`${at} is of the type ${name}, which cannot be found`];
  if (!('members' in found)) return compare(value, found.type, found.scope, at);
  if (!isRecord(value)) return [mismatch(value, name, at)];
  return compareMembers(value, membersOf(found), found.scope, at);
}

type Found = Interface | { type: Type; scope: Scope };

/** Looks a name up where it is used, then in the scopes around it, then where it is imported from. */
function lookUp(name: string, from: Scope): Found | undefined {
  const path = name.split('.');
  for (let scope: Scope | null = from; scope; scope = scope.parent) {
    const found = descend(scope, path);
    if (found) return found;
    const [first = '', ...rest] = path;
    const imported = scope.imports.get(first);
    if (imported) return descend(fileAt(imported.file), [imported.name, ...rest]);
  }
  return undefined;
}

function descend(scope: Scope, path: string[]): Found | undefined {
  const [first = '', ...rest] = path;
  if (rest.length > 0) {
    const inner = scope.namespaces.get(first);
    return inner && descend(inner, rest);
  }
  const alias = scope.aliases.get(first);
  return scope.interfaces.get(first) ?? (alias && { type: alias, scope });
}

function mismatch(value: unknown, wanted: string, at: string): string {
  return `${at} is ${JSON.stringify(value)?.slice(0, 60)}, not of the type ${wanted}`;
}

function isMismatch(result: string[]): boolean {
  return result.length === 1 && (result[0]?.includes(', not ') ?? false);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
