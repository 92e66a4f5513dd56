/** Tells the person waiting which step is under way, and how long it took. */
export interface Steps {
  /** Runs a step under a name. `work` may answer with a few words on how it went. */
  step<T>(name: string, work: () => Promise<T>, summary?: (result: T) => string): Promise<T>;
  note(line: string): void;
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Steps on the terminal: a line that counts the seconds while the step lasts, one that stays when it is done. */
export function printedSteps(output: NodeJS.WriteStream = process.stdout): Steps {
  return {
    async step(name, work, summary) {
      const started = performance.now();
      const draw = () => output.write(`\r\u001b[2K  · ${name} … ${seconds(started)}`);
      if (output.isTTY) draw();
      const timer = output.isTTY ? setInterval(draw, 100) : undefined;
      const finish = (line: string) => {
        clearInterval(timer);
        output.write(`${output.isTTY ? '\r\u001b[2K' : ''}${line}\n`);
      };
      try {
        const result = await work();
        const words = summary?.(result);
        finish(`  ✓ ${name}${words ? `: ${words}` : ''} (${seconds(started)})`);
        return result;
      } catch (error) {
        finish(`  ✗ ${name} (${seconds(started)})`);
        throw error;
      }
    },
    note: (line) => void output.write(`    ${line}\n`),
  };
}

/** For tests, which have a reporter of their own. */
export const silentSteps: Steps = { step: async (_, work) => await work(), note: () => {} };
