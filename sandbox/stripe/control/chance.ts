/**
 * A number from 0 to just under 1 that depends on nothing but the text: the sandbox's dice. Each throw is named by
 * what it decides rather than by its turn, so that attempts which overtake each other do not change the outcome.
 */
export function chanceOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** The same things in an order that depends on the seed and on where they stood. */
export function shuffled<T>(things: T[], seed: string): T[] {
  return things
    .map((thing, at) => ({ thing, place: chanceOf(`${seed}|${at}`) }))
    .sort((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
}
