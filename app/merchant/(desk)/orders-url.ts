import type { Paging } from '@/lib/keyset';
import { readPaging, writeCursor } from '@/lib/keyset';
import type { OrderQuery } from '@/lib/orders/merchant/list-orders';
import { orderFilter } from '@/lib/orders/merchant/order-filters';
import { searchText } from '@/lib/orders/merchant/search';

export type SearchParams = Record<string, string | string[] | undefined>;

/** What the address of the orders page asks for. Whatever it holds, this is a list that can be shown. */
export function readOrderQuery(params: SearchParams): OrderQuery {
  return {
    filter: orderFilter(params.state),
    search: searchText(params.q),
    paging: readPaging(params, 'uuid'),
  };
}

/** The address that asks for it. */
export function ordersUrl({ filter, search, paging }: Partial<OrderQuery>): string {
  const params = new URLSearchParams();
  if (filter && filter !== 'all') params.set('state', filter);
  if (search) params.set('q', search);
  setPaging(params, paging ?? null);
  return params.size > 0 ? `/merchant?${params}` : '/merchant';
}

/** Writes where a page begins into an address. */
export function setPaging(params: URLSearchParams, paging: Paging): void {
  if (paging && 'older' in paging) params.set('older', writeCursor(paging.older));
  if (paging && 'newer' in paging) params.set('newer', writeCursor(paging.newer));
}
