/**
 * The sandbox's time, in Unix milliseconds. It runs with the machine's until a test moves it. There is one for the
 * process, as objects are stamped far from whatever knows which sandbox they belong to; signatures and journals keep
 * to real time, because others check them against theirs.
 */
class Clock {
  #base = 0;
  #since = 0;
  #multiple = 1;
  readonly #listeners = new Set<() => void>();

  now(): number {
    const real = Date.now();
    return this.#multiple === 1 ? real + this.#base : this.#since + this.#base + this.#elapsed(real);
  }

  /** How many seconds pass here in one real second. */
  get multiple(): number {
    return this.#multiple;
  }

  /** @throws RangeError for what is not a positive number. */
  speed(multiple: number): void {
    if (!(multiple > 0 && Number.isFinite(multiple))) throw new RangeError('The speed has to be above 0.');
    const now = this.now();
    this.#since = Date.now();
    this.#base = now - this.#since;
    this.#multiple = multiple;
    this.#changed();
  }

  /** Forward only: a time that is past stays as it is. */
  jumpTo(time: number): void {
    const ahead = time - this.now();
    if (ahead <= 0) return;
    this.#base += ahead;
    this.#changed();
  }

  /** Back to the machine's time. */
  reset(): void {
    this.#base = 0;
    this.#multiple = 1;
    this.#changed();
  }

  /** Tells of every change that the passing of time is not. @returns what ends it */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #elapsed(real: number): number {
    return (real - this.#since) * this.#multiple;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const clock = new Clock();
