const real = globalThis.Date;
let ahead = 0;

/**
 * Time for a whole process that can be moved on: the shop's and the stand-in's, which share it here as they share the
 * world's. It goes on running; PostgreSQL's own `now()` and the timers stay with the machine's.
 */
export const movedTime = {
  /** Moves on by so many milliseconds. */
  advance(milliseconds: number): void {
    ahead += milliseconds;
    globalThis.Date = moved;
  },
  /** How far it is ahead of the machine's. */
  get ahead(): number {
    return ahead;
  },
  /** Back to the machine's time. */
  reset(): void {
    ahead = 0;
    globalThis.Date = real;
  },
};

const moved = new Proxy(real, {
  construct(target, args: unknown[]) {
    return args.length === 0 ? new target(target.now() + ahead) : Reflect.construct(target, args);
  },
  get(target, key) {
    return key === 'now' ? () => target.now() + ahead : Reflect.get(target, key);
  },
});
