/** Where a page of a list begins: the time and the ID of the row it lies beside. */
export interface Cursor {
  at: Date;
  id: string;
}

/** Which way from there. `older` and `newer` are the names in the address, too. */
export type Paging = { older: Cursor } | { newer: Cursor } | null;

/** A page of a list, newest first, and the addresses' parts that lead on; null where there is nothing more. */
export interface Page<Row> {
  rows: Row[];
  newer: string | null;
  older: string | null;
}

/** Rows on one page. */
export const pageSize = 25;

/** A cursor as it stands in an address: readable, short, and worthless to tamper with. */
export const writeCursor = ({ at, id }: Cursor): string => `${at.getTime().toString(36)}.${id}`;

/** How the IDs of a list look: one that looks otherwise never reaches the database. */
export type IdShape = 'uuid' | 'event';

const idShapes: Record<IdShape, RegExp> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  event: /^evt_\w{1,100}$/,
};

/** The cursor in an address, or null for one that was never written by `writeCursor`. */
export function readCursor(value: unknown, ids: IdShape): Cursor | null {
  const match = typeof value === 'string' ? /^([0-9a-z]{1,9})\.(.{1,110})$/.exec(value) : null;
  if (!match?.[1] || !match[2] || !idShapes[ids].test(match[2])) return null;
  const at = new Date(Number.parseInt(match[1], 36));
  return Number.isNaN(at.getTime()) ? null : { at, id: match[2] };
}

/** Which page an address asks for; the first one where it asks for none that can be. */
export function readPaging(params: { older?: unknown; newer?: unknown }, ids: IdShape): Paging {
  const older = readCursor(params.older, ids);
  if (older) return { older };
  const newer = readCursor(params.newer, ids);
  return newer ? { newer } : null;
}

/**
 * Reads one page of a list that is sorted by time and ID, both descending. New rows at the top move no page under the
 * reader's eyes, and a page far down costs no more than the first.
 *
 * @param read fetches up to `take` rows beyond the cursor: `newest first` for `older` and for the first page, `oldest
 *   first` for `newer`
 * @param cursorOf where a row lies
 */
export async function readPage<Row>(
  paging: Paging,
  read: (paging: Paging, take: number) => Promise<Row[]>,
  cursorOf: (row: Row) => Cursor,
): Promise<Page<Row>> {
  const found = await read(paging, pageSize + 1);
  const more = found.length > pageSize;
  if (paging && 'newer' in paging) {
    // Fewer than a page above the cursor: that is the top of the list, shown as the full first page.
    if (!more) return await readPage(null, read, cursorOf);
    const rows = found.slice(0, pageSize).reverse();
    return { rows, newer: cursorAt(rows[0]), older: cursorAt(rows.at(-1)) };
  }
  const rows = found.slice(0, pageSize);
  return { rows, newer: paging ? cursorAt(rows[0]) : null, older: more ? cursorAt(rows.at(-1)) : null };

  function cursorAt(row: Row | undefined): string | null {
    return row === undefined ? null : writeCursor(cursorOf(row));
  }
}
