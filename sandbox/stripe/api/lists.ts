import type Stripe from 'stripe';
import { missingReference } from '../errors';
import { either, int, obj, text } from './params';

/** Every list takes these. https://docs.stripe.com/api/pagination */
export const paging = { ending_before: text(), limit: int({ min: 1, max: 100 }), starting_after: text() };

export interface Page {
  ending_before?: string;
  limit?: number;
  starting_after?: string;
}

/** One page out of all rows, in the order given. */
export function page<T extends { id: string }>(
  rows: Iterable<T>,
  url: string,
  { limit = 10, starting_after, ending_before }: Page,
): Stripe.ApiList<T> {
  if (ending_before !== undefined) {
    const before: T[] = [];
    for (const row of rows) {
      if (row.id === ending_before) {
        return { object: 'list', data: before.slice(-limit), has_more: before.length > limit, url };
      }
      before.push(row);
    }
    throw missingReference('object', ending_before, 'ending_before');
  }
  const data: T[] = [];
  let reached = starting_after === undefined;
  for (const row of rows) {
    if (!reached) {
      reached = row.id === starting_after;
    } else if (data.length === limit) {
      return { object: 'list', data, has_more: true, url };
    } else {
      data.push(row);
    }
  }
  if (!reached) throw missingReference('object', starting_after ?? '', 'starting_after');
  return { object: 'list', data, has_more: false, url };
}

const bounds = obj({ gt: int(), gte: int(), lt: int(), lte: int() });

/** `created=…` or `created[gte]=…`, in Unix seconds. */
export const range = either(int(), bounds);

export type Range = number | { gt?: number; gte?: number; lt?: number; lte?: number };

export function inRange(value: number, range: Range | undefined): boolean {
  if (range === undefined) return true;
  if (typeof range === 'number') return value === range;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return value > gt && value >= gte && value < lt && value <= lte;
}

/** Whether each filter that was given has the row's value. */
export function matches(filters: Record<string, unknown>, row: Record<string, unknown>): boolean {
  return Object.entries(filters).every(([key, wanted]) => wanted === undefined || row[key] === wanted);
}
