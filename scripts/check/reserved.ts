import { readSources, type Sources, withoutComments } from './sources';

/** Something that only certain files of `lib` and `app` may say. A path that ends with a slash is a folder. */
interface Reservation {
  words: RegExp;
  allowed: readonly string[];
  because: string;
}

const reservations: readonly Reservation[] = [
  {
    // I9: what the timeline says, the tables say, too; only what shows, translates or erases it reads it.
    words:
      /timelineEntry\.(find|aggregate|count|groupBy)\w*|\btimeline: (\{|true)|(?<!INSERT INTO )\btimeline_entry\b/,
    allowed: [
      'lib/timeline/',
      'lib/buyers/erase-rows.ts',
      'lib/orders/merchant/load-order.ts',
      'lib/orders/merchant/pulse.ts',
    ],
    because: 'the timeline is written and shown, never read to decide: keep what is decided by in a table',
  },
  {
    // One function takes the locks, in one order.
    words: /\borders\b(?:[^`;()]|\((?:[^`;()]|\([^`;()]*\))*\))*\bFOR (?:NO KEY )?UPDATE\b/,
    allowed: ['lib/locks/'],
    because: 'only lib/locks locks orders: two files that do it on their own wait for each other one day',
  },
];

/**
 * What files say that is reserved to others, and which of those never say it, as sentences.
 *
 * @param sources of `lib` and `app`
 */
export function trespasses(sources: Sources): string[] {
  return reservations.flatMap(({ words, allowed, because }) => {
    const saying = [...sources].flatMap(([file, source]) => {
      const said = words.exec(withoutComments(source))?.[0];
      return said ? [{ file, said: said.replaceAll(/\s+/g, ' ') }] : [];
    });
    const mayIt = (file: string) =>
      allowed.some((part) => file === part || (part.endsWith('/') && file.startsWith(part)));
    const idle = allowed.filter((part) => !part.endsWith('/') && !saying.some(({ file }) => file === part));
    return [
      ...saying
        .filter(({ file }) => !mayIt(file))
        .map(({ file, said }) => `${file} says “${said}”: ${because}`),
      ...idle.map((file) => `${file} does not need its exception in scripts/check/reserved.ts any more`),
    ];
  });
}

/** Checks that the timeline is not read to decide, and orders are locked in one place. */
export const checkReserved = async (root: string): Promise<string[]> =>
  trespasses(await readSources(root, ['lib/', 'app/']));
