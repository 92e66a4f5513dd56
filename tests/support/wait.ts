/**
 * Waits until a condition holds, looking again every few milliseconds.
 *
 * @throws with what was waited for, when it does not come to hold in time
 */
export async function until(what: string, holds: () => Promise<boolean>, patience = 30_000): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
