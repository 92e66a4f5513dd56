import { whenParentGoes } from './parent';

/**
 * Resolves once this process is asked to stop: by a signal, or because whoever started it, over a channel (`ipc`) or
 * through npm, has gone, killed or not. A second signal changes nothing: Ctrl-C reaches a whole group of processes, and
 * each hands it on.
 */
export function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    process.on('disconnect', resolve);
    whenParentGoes(resolve);
    if (process.send && !process.connected) resolve();
  });
}
