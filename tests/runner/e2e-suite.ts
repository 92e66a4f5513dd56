import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../sandbox/demo/stack';
import { printedSteps } from '../../sandbox/demo/steps';
import type { Browser } from './find-browser';
import type { HeldOutput } from './held-output';
import type { SuiteResult } from './results';
import { root, runNode } from './run-node';

interface Report {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number; duration: number };
  errors: { message?: string }[];
}

/**
 * Runs the end-to-end tests against the production build and everything around it, started for them with empty data.
 *
 * @param filter only the specs whose path contains one of these
 * @param output takes what there is to read of it
 */
export async function runEndToEnd(
  browser: Browser,
  filter: string[],
  output: HeldOutput,
): Promise<SuiteResult> {
  const scratch = await mkdtemp(join(tmpdir(), 'bottega-e2e-'));
  const started = performance.now();
  const reportFile = join(scratch, 'report.json');
  const words: string[] = [];
  try {
    const stack = await startStack({
      dataDir: join(scratch, 'data'),
      mode: 'start',
      ports: { shop: 0, sandbox: 0 },
      disposable: true,
      steps: printedSteps(output),
      show: (text) => words.push(text),
    });
    let code: number;
    try {
      code = await runNode(
        [join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...filter],
        {
          SHOP_URL: stack.shopUrl,
          SANDBOX_URL: stack.sandboxUrl,
          CHROMIUM_PATH: browser.path,
          CHROMIUM_SANDBOX: browser.sandboxed ? '1' : '0',
          PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile,
        },
        (text) => output.write(text),
      );
    } finally {
      await stack.stop();
    }
    const report = await readFile(reportFile, 'utf8').then(
      (text) => JSON.parse(text) as Report,
      () => undefined,
    );
    if (code !== 0 && words.length > 0) output.write(`The shop printed:\n${words.join('').trimEnd()}\n`);
    const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
    return {
      suite: 'e2e',
      passed: expected,
      // A test that passed only at the second try has shown a race.
      failed: unexpected + flaky,
      skipped,
      seconds: (performance.now() - started) / 1000,
      trouble:
        code !== 0 && unexpected + flaky === 0 ? `playwright ended with ${code}, see above` : undefined,
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
