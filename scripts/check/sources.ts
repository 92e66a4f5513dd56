import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize, relative, sep } from 'node:path';

/** The text of each source, by its path from the project's folder. */
export type Sources = ReadonlyMap<string, string>;

/** Reads the sources of these parts, without those that are generated. */
export async function readSources(root: string, parts: readonly string[]): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for (const part of new Set(parts)) {
    const entries = await readdir(join(root, part), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (!entry.isFile() || !/\.(tsx?|mjs)$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      const file = relative(root, path).split(sep).join('/');
      if (!file.startsWith('lib/generated/')) sources.set(file, await readFile(path, 'utf8'));
    }
  }
  return sources;
}

const dynamicImport = /\b(?:import|require|require\.resolve)\(\s*['"]([^'"]+)['"]/g;
const specifiers = (source: string, patterns: readonly RegExp[]): string[] =>
  patterns.flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1] ?? ''));

/** Every specifier a file imports or re-exports, also as a type, dynamically or through `require`. */
export const importsOf = (source: string): string[] =>
  specifiers(source, [
    /(?:^|[\n;])\s*(?:import|export)\b(?:[^'";]*?\bfrom)?\s*['"]([^'"]+)['"]/g,
    dynamicImport,
  ]);

/** Every specifier a file loads when it runs: all but those of `import type` and `export type`. */
export const runtimeImportsOf = (source: string): string[] =>
  specifiers(source, [
    /(?:^|[\n;])\s*(?:import|export)\b(?!\s+type\b(?!\s*from\b))(?:[^'";]*?\bfrom)?\s*['"]([^'"]+)['"]/g,
    dynamicImport,
  ]);

/** Where a specifier leads: a path from the project's folder for our own files, else the package as it is named. */
export function target(file: string, specifier: string): string {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (specifier.startsWith('.'))
    return normalize(join(dirname(file), specifier))
      .split(sep)
      .join('/');
  return specifier;
}

const endings = ['', '.ts', '.tsx', '.mjs', '/index.ts', '/index.tsx'];

/** The source behind a path that may lack its ending; undefined where there is none. */
export const sourceOf = (sources: Sources, path: string): string | undefined =>
  endings.map((ending) => path + ending).find((one) => sources.has(one));

/** A source without its comments, line by line where it was. */
export const withoutComments = (source: string): string =>
  source
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''))
    .replaceAll(/(^|\s)\/\/[^\n]*/g, '$1');
