/** Tells the person waiting which step is under way, and how long it took. */
export interface Steps {
  /** Runs a step under a name. `work` may answer with a few words on how it went. */
  step<T>(name: string, work: () => Promise<T>, summary?: (result: T) => string): Promise<T>;
  note(line: string): void;
}

/** Where steps are printed: a terminal, which takes back a line, or a log, which keeps all. */
type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/**
 * Shows that a step goes on: on a terminal by counting its seconds in place, in a log by a line now and then.
 *
 * @returns takes the closing line
 */
function showUnderWay(name: string, output: Output, everyMs: number, seconds: () => number) {
  if (output.isTTY) {
    const draw = () => output.write(`\r\u001b[2K  · ${name} … ${seconds().toFixed(1)} s`);
    draw();
    const timer = setInterval(draw, 100);
    return (line: string) => {
      clearInterval(timer);
      output.write(`\r\u001b[2K${line}\n`);
    };
  }
  output.write(`  · ${name} …\n`);
  const timer = setInterval(() => output.write(`  · ${name} … ${Math.round(seconds())} s so far\n`), everyMs);
  return (line: string) => {
    clearInterval(timer);
    output.write(`${line}\n`);
  };
}

/**
 * Prints steps as they begin, go on and end.
 *
 * @param everyMs how often a log hears of a step that takes long
 */
export function printedSteps(output: Output = process.stdout, everyMs = 15_000): Steps {
  return {
    async step(name, work, summary) {
      const started = performance.now();
      const seconds = () => (performance.now() - started) / 1000;
      const finish = showUnderWay(name, output, everyMs, seconds);
      try {
        const result = await work();
        const words = summary?.(result);
        finish(`  ✓ ${name}${words ? `: ${words}` : ''} (${seconds().toFixed(1)} s)`);
        return result;
      } catch (error) {
        finish(`  ✗ ${name} (${seconds().toFixed(1)} s)`);
        throw error;
      }
    },
    note: (line) => void output.write(`    ${line}\n`),
  };
}

/** For tests, which have a reporter of their own. */
export const silentSteps: Steps = { step: async (_, work) => await work(), note: () => {} };
