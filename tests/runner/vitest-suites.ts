import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { SuiteResult } from './results';
import { root, runNode } from './run-node';

interface Report {
  testResults: {
    name: string;
    status: string;
    startTime: number;
    endTime: number;
    message: string;
    assertionResults: { status: string }[];
  }[];
}

/** Runs suites that need no browser in one go, and sorts the results by the folder a test file lies in. */
export async function runVitest(suites: string[]): Promise<SuiteResult[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'bottega-vitest-'));
  const output = join(scratch, 'report.json');
  try {
    const code = await runNode([
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...suites.map((suite) => `tests/${suite}/`),
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${output}`],
    ]);
    const report = await readFile(output, 'utf8').then(
      (text) => JSON.parse(text) as Report,
      () => ({ testResults: [] }),
    );
    const results = suites.map((suite) => summarize(suite, report));
    const anyFailed = results.some((result) => result.failed > 0);
    const [first] = results;
    if (code !== 0 && !anyFailed && first) first.trouble = `vitest ended with ${code}, see above`;
    return results;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function summarize(suite: string, report: Report): SuiteResult {
  const files = report.testResults.filter(({ name }) => relative(root, name).split(sep)[1] === suite);
  const statuses = files.flatMap((file) => file.assertionResults.map(({ status }) => status));
  const count = (...wanted: string[]) => statuses.filter((status) => wanted.includes(status)).length;
  // A file that could not be loaded, or whose hooks failed, reports no failed test of its own.
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  const started = Math.min(...files.map((file) => file.startTime));
  const ended = Math.max(...files.map((file) => file.endTime));
  return {
    suite,
    passed: count('passed'),
    failed: count('failed') + broken,
    skipped: count('skipped', 'pending', 'todo', 'disabled'),
    seconds: files.length > 0 ? (ended - started) / 1000 : 0,
  };
}
