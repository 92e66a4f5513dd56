import { describe, expect, test } from 'vitest';
import { groupCommit } from '@/lib/inbox/group-commit';

class Refused extends Error {}
const isRefusal = (error: unknown) => error instanceof Refused;
const limits = { statements: 2, items: 4, size: 100 };

/** A database that answers when it is told to, and remembers what every statement carried. */
function database() {
  const statements: { items: string[]; commit: () => void; fail: (error: Error) => void }[] = [];
  const write = (items: string[]) =>
    new Promise<void>((commit, fail) => {
      statements.push({ items, commit, fail });
    });
  return { write, statements, carried: () => statements.map(({ items }) => items.join('')) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a group', () => {
  test('carries what arrived in one turn, and while two statements were in flight', async () => {
    const { write, statements, carried } = database();
    const store = groupCommit(write, isRefusal, limits);
    const answers = [store('a', 1), store('b', 1)];
    await turn();
    answers.push(store('c', 1));
    await turn();
    for (const item of ['d', 'e', 'f']) {
      answers.push(store(item, 1));
      await turn();
    }
    expect(carried()).toEqual(['ab', 'c']);
    statements[1]?.commit();
    await answers[2];
    await turn();
    expect(carried()).toEqual(['ab', 'c', 'def']);
    statements[0]?.commit();
    statements[2]?.commit();
    await Promise.all(answers);
  });

  test('answers each caller when its own statement has committed, not before', async () => {
    const { write, statements } = database();
    const store = groupCommit(write, isRefusal, limits);
    const answered: string[] = [];
    const note = async (item: string) => {
      await store(item, 1);
      answered.push(item);
    };
    const first = note('a');
    await turn();
    const second = note('b');
    await turn();
    expect(answered).toEqual([]);
    statements[1]?.commit();
    await second;
    expect(answered).toEqual(['b']);
    statements[0]?.commit();
    await first;
  });

  test.each([
    ['more than a statement carries', ['a', 'b', 'c', 'd', 'e'], 1, ['abcd', 'e']],
    ['as much as a statement carries', ['a', 'b', 'c', 'd'], 25, ['abcd']],
    ['larger ones than a statement carries together', ['a', 'b', 'c'], 40, ['ab', 'c']],
    ['each larger than a statement should be', ['a', 'b'], 101, ['a', 'b']],
  ])('is bounded: %s', async (_, items, size, expected) => {
    const { write, statements, carried } = database();
    const store = groupCommit(write, isRefusal, limits);
    const answers = items.map((item) => store(item, size));
    await turn();
    expect(carried()).toEqual(expected);
    for (const { commit } of statements) commit();
    await Promise.all(answers);
  });

  test('that is refused is written one by one, and only who is at fault hears of it', async () => {
    const written: string[][] = [];
    const store = groupCommit<string>(
      async (items) => {
        written.push(items);
        if (items.includes('bad')) throw new Refused();
      },
      isRefusal,
      limits,
    );
    const ends = await Promise.allSettled(['a', 'bad', 'c'].map((item) => store(item, 1)));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(written).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
  });

  test('whose database goes while it is written one by one fails at once from there on', async () => {
    const written: string[][] = [];
    const store = groupCommit<string>(
      async (items) => {
        written.push(items);
        if (items.includes('last')) throw items.length > 1 ? new Refused() : new Error('connection lost');
      },
      isRefusal,
      limits,
    );
    const ends = await Promise.allSettled(['a', 'last', 'c'].map((item) => store(item, 1)));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(written).toEqual([['a', 'last', 'c'], ['a'], ['last']]);
  });

  test('whose database is gone fails at once, and the next one is tried', async () => {
    const { write, statements, carried } = database();
    const store = groupCommit(write, isRefusal, limits);
    const ends = Promise.allSettled(['a', 'b'].map((item) => store(item, 1)));
    await turn();
    statements[0]?.fail(new Error('connection lost'));
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = store('c', 1);
    await turn();
    expect(carried()).toEqual(['ab', 'c']);
    statements[1]?.commit();
    await next;
  });
});
