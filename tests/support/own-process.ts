import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What another file of the same process would notice: modules replaced by mocks, settings that differ from those of
 * every file (they are read once per process), a time or globals of its own.
 */
const noticed =
  /\bvi\.(mock|unmock|doMock|stub\w+|useFakeTimers|setSystemTime)\(|\bapplySettings\(|\bprocess\.(env|chdir|exit)\b|\bmovedTime\b|\bglobalThis\.\w+ =/;

/** The helpers beside a test that it imports: those of tests/support are made for files that share a process. */
function* helpers(file: string, source: string): Generator<string> {
  for (const [, path = ''] of source.matchAll(/from '(\.[^']+)'/g)) {
    const found = ['.ts', '.tsx'].map((end) => join(dirname(file), path + end)).find(existsSync);
    if (found && !found.includes('tests/support/')) yield found;
  }
}

function needsOwnProcess(file: string, seen = new Set<string>()): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  if (noticed.test(source)) return true;
  for (const helper of helpers(file, source)) if (needsOwnProcess(helper, seen)) return true;
  return false;
}

/** Of the test files these patterns find, those that need a process of their own. */
export const ownProcess = (patterns: string[], root: string): string[] =>
  globSync(patterns, { cwd: root }).filter((file) => needsOwnProcess(join(root, file)));
