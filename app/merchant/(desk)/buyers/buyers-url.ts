import { readPaging } from '@/lib/keyset';
import type { BuyerQuery } from '@/lib/orders/merchant/list-buyers';
import { searchText } from '@/lib/orders/merchant/search';
import { type SearchParams, setPaging } from '../orders-url';

/** What the address of the buyers' page asks for. Whatever it holds, this is a list that can be shown. */
export const readBuyerQuery = (params: SearchParams): BuyerQuery => ({
  search: searchText(params.q),
  paging: readPaging(params, 'uuid'),
});

/** The address that asks for it. */
export function buyersUrl({ search, paging }: Partial<BuyerQuery>): string {
  const params = new URLSearchParams();
  if (search) params.set('q', search);
  setPaging(params, paging ?? null);
  return params.size > 0 ? `/merchant/buyers?${params}` : '/merchant/buyers';
}
