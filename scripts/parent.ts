/**
 * Calls back once when the process that started this one has gone. npm passes a signal only to its shell, and a
 * supervisor signals only npm: without this the shop would go on with nobody left to stop it.
 *
 * Started by hand rather than by npm, it may outlive its shell, and nothing is watched.
 */
export function whenParentGoes(gone: () => void, everyMs = 500): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, everyMs);
  timer.unref();
}
