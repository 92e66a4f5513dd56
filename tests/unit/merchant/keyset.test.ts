import { describe, expect, test } from 'vitest';
import { type Paging, pageSize, readCursor, readPage, readPaging, writeCursor } from '@/lib/keyset';

const id = '01a2090c-73a4-74af-ae1e-6b8e0a017dd0';

describe('a cursor in an address', () => {
  test('comes back as it was written', () => {
    const at = new Date('2026-11-23T15:33:25.843Z');
    expect(readCursor(writeCursor({ at, id }), 'uuid')).toEqual({ at, id });
    expect(readCursor(writeCursor({ at, id: 'evt_1' }), 'event')).toEqual({ at, id: 'evt_1' });
  });

  test.each([
    undefined,
    '',
    'abc',
    `.${id}`,
    `mwr5zqwb.`,
    'mwr5zqwb.1; DROP TABLE orders',
    'mwr5zqwb.evt_1',
    ['mwr5zqwb', id],
  ])('that was never written is ignored: %j', (value) => {
    expect(readCursor(value, 'uuid')).toBeNull();
    expect(readPaging({ older: value, newer: value }, 'uuid')).toBeNull();
  });
});

describe('a page of a list', () => {
  const all = Array.from({ length: pageSize * 2 + 3 }, (_, n) => 100 + n);
  const cursorOf = (n: number) => ({ at: new Date(n), id });
  const read = async (paging: Paging, take: number): Promise<number[]> => {
    if (paging && 'newer' in paging) {
      return all.filter((n) => n > paging.newer.at.getTime()).slice(0, take);
    }
    const rows = paging ? all.filter((n) => n < paging.older.at.getTime()) : all;
    return rows.toReversed().slice(0, take);
  };
  const page = (params: { older?: string | null; newer?: string | null }) =>
    readPage(readPaging(params, 'uuid'), read, cursorOf);

  test('leads through all rows, once each, and back again', async () => {
    const first = await page({});
    const second = await page({ older: first.older });
    const third = await page({ older: second.older });
    expect([...first.rows, ...second.rows, ...third.rows]).toEqual(all.toReversed());
    expect(first.newer).toBeNull();
    expect(third.older).toBeNull();
    expect(await page({ newer: third.newer })).toEqual(second);
    expect((await page({ newer: second.newer })).rows).toEqual(first.rows);
  });

  test('above which less than a page is left is the first page, full', async () => {
    const fourthFromTop = writeCursor(cursorOf(all.at(-4) ?? 0));
    const top = await page({ newer: fourthFromTop });
    expect(top.rows).toHaveLength(pageSize);
    expect(top.newer).toBeNull();
  });

  test('of an empty list leads nowhere', async () => {
    expect(await readPage(null, async () => [], cursorOf)).toEqual({ rows: [], newer: null, older: null });
  });
});
