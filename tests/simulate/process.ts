/**
 * One run of a piece of the shop that stops at each pause until it is told to go on: so that others act in between, and
 * so that it may die there. A process that is never resumed has crashed.
 */
export class Process {
  isDone = false;
  /** Whether the database refuses whatever it writes. */
  isRefused = false;
  failure: unknown = null;
  #passes = 0;
  #resume: (() => void) | null = null;
  #parked: () => void = () => {};
  readonly #work: (process: Process) => Promise<void>;
  readonly #whenDone: () => void;

  constructor(work: (process: Process) => Promise<void>, whenDone: () => void = () => {}) {
    this.#work = work;
    this.#whenDone = whenDone;
  }

  /** Stops here, unless pauses are to be passed. */
  pause(): Promise<void> {
    if (this.#passes > 0) {
      this.#passes -= 1;
      return passed;
    }
    return new Promise((resolve) => {
      this.#resume = resolve;
      this.#parked();
    });
  }

  /**
   * Runs on, past so many pauses, to the next one or to the end.
   *
   * @throws what the work threw
   */
  async run(passes: number): Promise<void> {
    this.#passes = passes;
    const resume = this.#resume;
    this.#resume = null;
    await new Promise<void>((resolve) => {
      this.#parked = resolve;
      if (resume) resume();
      else this.#begin();
    });
    if (this.failure) throw this.failure;
  }

  #begin(): void {
    const end = (failure: unknown) => {
      this.isDone = true;
      this.failure = failure;
      if (!failure) this.#whenDone();
      this.#parked();
    };
    this.#work(this).then(() => end(null), end);
  }
}

const passed = Promise.resolve();
