import { type Paging, readPaging } from '@/lib/keyset';
import { type EventFilter, eventFilter } from '@/lib/orders/merchant/list-events';
import { type SearchParams, setPaging } from '../orders-url';

/** What the address of the events page asks for. */
export function readEventQuery(params: SearchParams): { filter: EventFilter; paging: Paging } {
  return { filter: eventFilter(params.state), paging: readPaging(params, 'event') };
}

/** The address that asks for it. */
export function eventsUrl({ filter, paging }: { filter: EventFilter; paging?: Paging }): string {
  const params = new URLSearchParams();
  if (filter !== 'all') params.set('state', filter);
  setPaging(params, paging ?? null);
  return params.size > 0 ? `/merchant/events?${params}` : '/merchant/events';
}
