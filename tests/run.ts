import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode } from '../scripts/node-version';
import { runEndToEnd } from './runner/e2e-suite';
import { findBrowser } from './runner/find-browser';
import { HeldOutput } from './runner/held-output';
import { judge, type SuiteResult, table } from './runner/results';
import { root, runNode } from './runner/run-node';
import { runVitest } from './runner/vitest-suites';

/**
 * `npm test`: every suite, from nothing. `npm test -- unit e2e` runs some of them; `npm test -- e2e payment-link` only
 * the specs whose path contains that.
 */
requireNode();
const suites = ['unit', 'integration', 'faults', 'e2e'];
const named = process.argv.slice(2);
const chosen = suites.filter((suite) => named.includes(suite));
const filter = named.filter((name) => !suites.includes(name));
if (filter.length > 0 && !(chosen.length === 1 && chosen[0] === 'e2e')) {
  console.error(`There is no suite ${filter.join(', ')}. The suites are: ${suites.join(', ')}.`);
  process.exit(2);
}
const wanted = chosen.length > 0 ? chosen : suites;

if (!existsSync(join(root, 'lib/generated/prisma/client.ts'))) {
  await runNode([join(root, 'scripts/generate.mjs')]);
}

/** Runs suites; what keeps them from running is their result. */
async function attempt(names: string[], run: () => Promise<SuiteResult[]>): Promise<SuiteResult[]> {
  try {
    return (await run()).map(judge);
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    return names.map((suite) => ({ suite, passed: 0, failed: 1, skipped: 0, seconds: 0, trouble }));
  }
}

const quick = wanted.filter((suite) => suite !== 'e2e');
const output = new HeldOutput();

// Before the long part: a missing browser is better known now than in five minutes.
const browser = wanted.includes('e2e') ? findBrowser() : null;
await browser?.then(
  ({ path, origin }) => console.log(`Browser: ${path} (${origin})`),
  (error: Error) => console.error(error.message),
);

// Beside one another: while one waits for a browser, a clock or a build, the other has the processor.
const beside = browser && attempt(['e2e'], async () => [await runEndToEnd(await browser, filter, output)]);
const first = quick.length > 0 ? await attempt(quick, () => runVitest(quick)) : [];
output.release();
const results = [...first, ...((await beside) ?? [])];

const sum = (key: 'passed' | 'failed') => results.reduce((total, result) => total + result[key], 0);
console.log(`\n${table(results)}\n`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') === 0 ? 0 : 1);
