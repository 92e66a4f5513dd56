/**
 * Lets so many in at a time; the others wait in the order they came. For work that keeps a connection of the pool while
 * it needs a second one: were everybody to hold the first, nobody would ever get the second. It spares this process's
 * pool and decides nothing: what must not happen twice is kept by the database.
 *
 * @param most how many may be in at once
 */
export function limitConcurrency(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
