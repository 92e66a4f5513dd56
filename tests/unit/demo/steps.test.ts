import { expect, test } from 'vitest';
import { printedSteps } from '@/sandbox/demo/steps';

/** A log that keeps its lines and lets one wait for a certain one. */
function log() {
  const lines: string[] = [];
  let awaited: { pattern: RegExp; seen: () => void } | undefined;
  return {
    lines,
    isTTY: false,
    write(text: string) {
      lines.push(text);
      if (awaited?.pattern.test(text)) awaited.seen();
      return true;
    },
    until: (pattern: RegExp) =>
      new Promise<void>((seen) => {
        awaited = { pattern, seen };
      }),
  };
}

test('in a log a step says that it begins, that it goes on, and how it ended', async () => {
  const output = log();
  const steps = printedSteps(output, 1);
  await steps.step(
    'Production build',
    () => output.until(/so far/),
    () => 'made',
  );
  expect(output.lines[0]).toBe('  · Production build …\n');
  expect(output.lines[1]).toMatch(/^ {2}· Production build … \d+ s so far\n$/);
  expect(output.lines.at(-1)).toMatch(/^ {2}✓ Production build: made \(\d+\.\d s\)\n$/);
});

test('a log holds no control characters', async () => {
  const output = log();
  await printedSteps(output).step('Shop', async () => {});
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  expect(output.lines.join('')).not.toMatch(/[\r\u001b]/);
});

test('a step that fails says so, and passes its error on', async () => {
  const output = log();
  const failing = printedSteps(output).step('Shop', async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(output.lines.at(-1)).toMatch(/^ {2}✗ Shop/);
});
