import type Stripe from 'stripe';
import { invalid, missingReference } from '../errors';
import { either, int, obj, text } from './params';

/** Every list takes these. https://docs.stripe.com/api/pagination */
export const paging = { ending_before: text(), limit: int({ min: 1, max: 100 }), starting_after: text() };

export interface Page {
  ending_before?: string;
  limit?: number;
  starting_after?: string;
}

/** What a refusal calls the rows of a list, where it is not the last part of its address in the singular. */
const KINDS: Record<string, string> = {
  balance_transactions: 'balance transaction',
  line_items: 'line item',
  promotion_codes: 'promotion code',
  sessions: 'checkout.session',
  shipping_rates: 'shipping rate',
  webhook_endpoints: 'webhook endpoint',
};

function kindOf(url: string): string {
  const last = url.slice(url.lastIndexOf('/') + 1);
  return KINDS[last] ?? last.replace(/s$/, '');
}

/**
 * One page out of all rows, in the order given.
 *
 * @throws ApiError 400 for a cursor that is not among them, or for two.
 */
export function page<T extends { id: string }>(
  rows: Iterable<T>,
  url: string,
  { limit = 10, starting_after, ending_before }: Page,
): Stripe.ApiList<T> {
  if (ending_before !== undefined) {
    if (starting_after !== undefined) {
      const message = 'You may only specify one of these parameters: ending_before, starting_after.';
      throw invalid(message, 'ending_before', 'parameters_exclusive');
    }
    const before: T[] = [];
    for (const row of rows) {
      if (row.id === ending_before) {
        return { object: 'list', data: before.slice(-limit), has_more: before.length > limit, url };
      }
      before.push(row);
    }
    throw missingReference(kindOf(url), ending_before, 'ending_before');
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
  if (!reached) throw missingReference(kindOf(url), starting_after ?? '', 'starting_after');
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
