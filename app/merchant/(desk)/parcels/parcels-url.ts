import { type Paging, readPaging } from '@/lib/keyset';
import { type ParcelFilter, parcelFilter } from '@/lib/orders/parcels/list-parcels';
import { type SearchParams, setPaging } from '../orders-url';

/** What the address of the parcels page asks for. */
export function readParcelQuery(params: SearchParams): { filter: ParcelFilter; paging: Paging } {
  return { filter: parcelFilter(params.state), paging: readPaging(params, 'uuid') };
}

/** The address that asks for it. */
export function parcelsUrl({ filter, paging }: { filter: ParcelFilter; paging?: Paging }): string {
  const params = new URLSearchParams();
  if (filter !== 'waiting') params.set('state', filter);
  setPaging(params, paging ?? null);
  return params.size > 0 ? `/merchant/parcels?${params}` : '/merchant/parcels';
}

/** The address of the packing slips of these parcels. */
export const slipsUrl = (parcelIds: string[]): string =>
  parcelIds.length === 1
    ? `/merchant/parcels/${parcelIds[0]}/slip`
    : `/merchant/parcels/slips?${new URLSearchParams(parcelIds.map((id) => ['ids', id]))}`;
