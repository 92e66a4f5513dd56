/** A sequence of numbers that is the same for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** @returns an integer of 32 bits, not negative */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** @returns an integer from 0 to `count` - 1 */
  below(count: number): number {
    return this.next() % count;
  }

  /** True once in so many times. */
  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }
}

/** The element that a number stands for; undefined of an empty list. */
export const at = <T>(list: readonly T[], number: number): T | undefined => list[number % list.length];

/** Two numbers made into one seed, so that neighbours have nothing in common. */
export const mix = (seed: number, index: number): number =>
  new Random((Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0).next();
