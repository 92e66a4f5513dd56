import { readSources, runtimeImportsOf, type Sources, sourceOf, target, withoutComments } from './sources';

/** What decides: it is given the time, the IDs and the rows, and finds out nothing by itself. */
const deciding = /^lib\/fulfillment\/(decision|kinds)\//;

/** What a file that decides may not load when it runs, directly or by way of others. */
const unreachable: readonly (readonly [path: RegExp, because: string])[] = [
  [/^(lib\/db|lib\/generated\/prisma\/client|pg|@prisma\/.*)$/, 'the database'],
  [/^lib\/generated\/prisma\/internal\//, 'the database'],
  [/^lib\/env$/, 'the settings'],
  [/^lib\/log$/, 'the log'],
  [/^(lib\/stripe\/client|stripe(\/.*)?)$/, 'Stripe'],
  [/^(node:)?(fs|net|tls|dns|http|https|http2|child_process|worker_threads)(\/.*)?$/, 'the world outside'],
];

/** What such a file may not say, nor any file it loads. */
const unspeakable: readonly (readonly [words: RegExp, because: string])[] = [
  [/\bDate\.now\(/, 'the clock'],
  [/\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()|(?<!new )(?<![.\w])Date\(/, 'the clock'],
  [/\bperformance\.now\(/, 'the clock'],
  [/\bMath\.random\b/, 'chance'],
  [/\b(randomUUID|randomInt|randomBytes|getRandomValues|newUuid|generateKey)\b/, 'chance'],
  [/\bprocess\.env\b/, 'the settings'],
  [/\bfetch\(/, 'the world outside'],
];

/**
 * Where a decision is not a function of what it is given, as sentences. Follows what is loaded when it runs; what is
 * imported as a type is not.
 *
 * @param sources of `lib`
 */
export function impurities(sources: Sources): string[] {
  // The way to each file that deciding loads, from the file that decides.
  const ways = new Map([...sources.keys()].filter((file) => deciding.test(file)).map((file) => [file, file]));
  const found: string[] = [];
  for (const [file, way] of ways) {
    const source = withoutComments(sources.get(file) ?? '');
    for (const [words, because] of unspeakable) {
      const said = words.exec(source)?.[0];
      if (said) found.push(`${way} says ${said}: what decides is given ${because}, it never asks`);
    }
    for (const specifier of runtimeImportsOf(source)) {
      const path = target(file, specifier).replace(/\.(tsx?|mjs|js)$/, '');
      const because = unreachable.find(([forbidden]) => forbidden.test(path))?.[1];
      if (because) found.push(`${way} → ${path}: what decides never reaches ${because}`);
      const next = because ? undefined : sourceOf(sources, path);
      if (next && !ways.has(next)) ways.set(next, `${way} → ${next}`);
    }
  }
  return found;
}

/** Checks that fulfilment is decided by pure functions. */
export const checkPurity = async (root: string): Promise<string[]> =>
  impurities(await readSources(root, ['lib/']));
