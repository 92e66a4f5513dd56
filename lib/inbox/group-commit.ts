/** What bounds the statements of one group. */
export interface GroupLimits {
  /** Statements in flight at the same time. */
  statements: number;
  /** Items one statement carries at most. */
  items: number;
  /** How large the items of one statement may be together; one that is larger goes alone. */
  size: number;
}

interface Waiting<Item> {
  item: Item;
  size: number;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Collects what arrives while statements are in flight, and writes it with the next one. Each caller is answered when
 * the statement that carried its item has committed, never before (I3).
 *
 * A statement that the database refuses is repeated item by item, so that only the caller whose item is at fault is
 * rejected.
 *
 * @param write writes all of the items or none
 * @param isRefusal whether another try with fewer items could succeed; where the database is out of reach, none would
 * @returns a function that takes an item and its size, and resolves once it is written; rejects with what kept it from
 *   being written
 */
export function groupCommit<Item>(
  write: (items: Item[]) => Promise<void>,
  isRefusal: (error: unknown) => boolean,
  limits: GroupLimits,
): (item: Item, size: number) => Promise<void> {
  const waiting: Waiting<Item>[] = [];
  let inFlight = 0;
  let isDue = false;

  function startStatements(): void {
    isDue = false;
    while (inFlight < limits.statements && waiting.length > 0) {
      inFlight += 1;
      void writeGroup(takeGroup(waiting, limits)).finally(() => {
        inFlight -= 1;
        startStatements();
      });
    }
  }

  async function writeGroup(group: Waiting<Item>[]): Promise<void> {
    try {
      await write(group.map(({ item }) => item));
      for (const { resolve } of group) resolve();
    } catch (error) {
      if (group.length > 1 && isRefusal(error)) await writeOneByOne(group);
      else for (const { reject } of group) reject(error);
    }
  }

  async function writeOneByOne(group: Waiting<Item>[]): Promise<void> {
    let outage: unknown;
    for (const { item, resolve, reject } of group) {
      try {
        if (outage) throw outage;
        await write([item]);
        resolve();
      } catch (error) {
        if (!isRefusal(error)) outage = error;
        reject(error);
      }
    }
  }

  return (item, size) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, size, resolve, reject });
      if (isDue) return;
      isDue = true;
      setImmediate(startStatements);
    });
}

/** Takes the first of those that wait, and as many after it as one statement carries. */
function takeGroup<Item>(waiting: Waiting<Item>[], limits: GroupLimits): Waiting<Item>[] {
  let size = 0;
  const end = waiting.findIndex((one, at) => {
    size += one.size;
    return at > 0 && (at === limits.items || size > limits.size);
  });
  return waiting.splice(0, end === -1 ? waiting.length : end);
}
