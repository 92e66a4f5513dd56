/**
 * Flags that keep a process of Node small. Left to itself it lets garbage lie until a good part of the machine's memory is
 * taken: worker and server grew past 400 MB with 100 MB in use. With these the worker stays below 250 MB and is as fast
 * (docs/performance.md). Not where the host has set a limit of its own.
 */
export const smallHeap = (): string[] =>
  process.env.NODE_OPTIONS?.includes('max-old-space-size')
    ? []
    : ['--max-old-space-size=256', '--max-semi-space-size=16'];

/**
 * What Node runs to have a worker, from the project's folder: the built one in production, as only that is measured for
 * memory, the sources elsewhere.
 */
export const workerCommand = (): string[] =>
  process.env.NODE_ENV === 'production'
    ? [...smallHeap(), 'scripts/built.mjs', 'worker']
    : ['--import', 'tsx', 'scripts/worker.ts'];
