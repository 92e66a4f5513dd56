import { expect, test } from 'vitest';
import { testNames } from '../../../scripts/check/test-names';

test.each([
  ["test('one', () => {});", ['one']],
  ["it('one', async () => {}, 90_000);", ['one']],
  ["describe('all', () => { test('inner', () => {}); });", ['inner']],
  ["describe.each([1])('%s', () => { test('inner', () => {}); });", ['inner']],
  ["test('with a type', () => { const one = {} as Record<string, number>; });", ['with a type']],
  ['test(\'with markup\', () => { draw(<Page id="1" />); });', ['with markup']],
  ["test.each([['a', 1], ['b', 2]])('%s is drawn', () => {});", ['%s is drawn', 'a is drawn', 'b is drawn']],
  ["const cases: Row[] = [['a', 1]]; test.each(cases)('%s', () => {});", ['%s', 'a']],
  ["const cases = ['a'] as const; test.each(cases)('%s', () => {});", ['%s', 'a']],
  ["test.each(['a', other])('%s', () => {});", ['%s', 'a']],
])('%s has the tests it runs', (source, names) => {
  expect([...testNames(source)]).toEqual(names);
});

test.each([
  "// test('one', () => {});",
  "/* test('one', () => {}); */",
  "test.skip('one', () => {});",
  "test.skip.each([1])('one', () => {});",
  "test.todo('one');",
  "test.fixme('one', () => {});",
  "describe.skip('all', () => { test('one', () => {}); });",
  "const name = 'one';",
  "expect(page).toHaveText('one');",
])('%s runs no test', (source) => {
  expect([...testNames(source)]).toEqual([]);
});
