/** How one suite went. */
export interface SuiteResult {
  suite: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  /** What went wrong outside any one test, where something did. */
  trouble?: string;
}

/** The suites as a table for the terminal. */
export function table(results: SuiteResult[]): string {
  const rows = [
    ['suite', 'passed', 'failed', 'skipped', 'time'],
    ...results.map((result) => [
      result.suite,
      String(result.passed),
      String(result.failed),
      String(result.skipped),
      `${result.seconds.toFixed(1)} s`,
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   '),
  );
  const troubles = results.flatMap(({ suite, trouble }) => (trouble ? [`${suite}: ${trouble}`] : []));
  return [...lines, ...troubles].map((line) => `  ${line}`).join('\n');
}

/** A suite that ran nothing has proved nothing: it counts as one failure, and so does trouble outside the tests. */
export function judge(result: SuiteResult): SuiteResult {
  const trouble = result.trouble ?? (result.passed + result.failed === 0 ? 'ran no test' : undefined);
  return trouble && result.failed === 0 ? { ...result, failed: 1, trouble } : { ...result, trouble };
}
