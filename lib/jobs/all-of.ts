/**
 * Waits for all of it, also where some fails: what goes on belongs to the caller that began it.
 *
 * @throws what failed first in the list
 */
export async function allOf(work: Promise<unknown>[]): Promise<void> {
  for (const end of await Promise.allSettled(work)) if (end.status === 'rejected') throw end.reason;
}
