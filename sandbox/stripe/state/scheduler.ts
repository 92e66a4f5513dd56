import { clock } from './clock';

/** Node's timers take at most 2^31 - 1 ms; a later time is approached in steps. */
const LONGEST_WAIT = 2_000_000_000;

interface Entry {
  at: number;
  run: () => void;
}

/**
 * Runs things at their time (Unix milliseconds of the sandbox's clock) with one timer for all of them. Nothing here is kept on disk: what
 * is due follows from the rows, and whoever keeps the rows sets it up again at start. An entry that is no longer
 * wanted is not taken out; its `run` looks at the row and does nothing.
 */
export class Scheduler {
  /** A binary heap by `at`: thousands of open sessions each wait for their expiry. */
  readonly #heap: Entry[] = [];
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;
  readonly #deaf = clock.onChange(() => this.#arm());

  now(): number {
    return clock.now();
  }

  /**
   * Moves the clock on, stopping at everything that is due on the way: each thing runs at its own time, and what
   * follows from it is waited for before the next, so that a retry's retry finds its place too.
   *
   * @param idle resolves when nothing that was started is still under way
   */
  async advance(milliseconds: number, idle: () => Promise<void>): Promise<void> {
    const target = clock.now() + milliseconds;
    await idle();
    for (let first = this.#heap[0]; first && first.at <= target; first = this.#heap[0]) {
      clock.jumpTo(first.at);
      this.#runDue();
      await idle();
    }
    clock.jumpTo(target);
  }

  at(at: number, run: () => void): void {
    if (this.#stopped) return;
    this.#push({ at, run });
    if (this.#heap[0]?.at === at) this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    this.#deaf();
    if (this.#timer) clearTimeout(this.#timer);
    this.#heap.length = 0;
  }

  #arm(): void {
    if (this.#timer) clearTimeout(this.#timer);
    const first = this.#heap[0];
    if (!first || this.#stopped) return;
    const wait = Math.min(Math.max((first.at - clock.now()) / clock.multiple, 0), LONGEST_WAIT);
    this.#timer = setTimeout(() => this.#runDue(), wait);
  }

  #runDue(): void {
    for (let first = this.#heap[0]; first && first.at <= clock.now(); first = this.#heap[0]) {
      this.#pop();
      first.run();
    }
    this.#arm();
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let hole = heap.push(entry) - 1;
    while (hole > 0) {
      const above = (hole - 1) >> 1;
      const parent = heap[above];
      if (!parent || parent.at <= entry.at) break;
      heap[hole] = parent;
      hole = above;
    }
    heap[hole] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let hole = 0;
    for (;;) {
      const left = 2 * hole + 1;
      const right = left + 1;
      const below = (heap[right]?.at ?? Infinity) < (heap[left]?.at ?? Infinity) ? right : left;
      const child = heap[below];
      if (!child || child.at >= last.at) break;
      heap[hole] = child;
      hole = below;
    }
    heap[hole] = last;
  }
}
