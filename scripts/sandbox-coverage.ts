import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PARTS } from '../tests/integration/sandbox/conformance/parts';

/** The sandbox's README, which says what has been shown of it. */
export const README = fileURLToPath(new URL('../sandbox/stripe/README.md', import.meta.url));

const START = '<!-- coverage: written by scripts/sandbox-coverage.ts from the conformance suite -->';
const END = '<!-- end of coverage -->';

/**
 * Puts the rules of the conformance suite into the text between its two markers.
 *
 * @throws Error where the markers are missing.
 */
export function withCoverage(text: string): string {
  const [before, rest] = text.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`The README lacks "${START}" or "${END}".`);
  const count = PARTS.reduce((sum, { rules }) => sum + rules.length, 0);
  const rows = PARTS.flatMap(({ part, rules }) =>
    rules.map(({ rule }, index) => `| ${index === 0 ? part : ''} | ${rule.replaceAll('|', '\\|')} |`),
  );
  const table = ['| part | as at Stripe |', '|---|---|', ...rows].join('\n');
  return `${before}${START}\n\n${count} rules, each driven through the official client.\n\n${table}\n\n${END}${after}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(README, withCoverage(await readFile(README, 'utf8')));
}
