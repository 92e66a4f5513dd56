import { type DeliveryFilter, deliveryFilter } from '@/lib/integrations/deliveries';
import { type Paging, readPaging } from '@/lib/keyset';
import { type SearchParams, setPaging } from '../orders-url';

/** What the page shows of the messages, read from its address; whatever makes no sense there is left out. */
export function readDeliveryQuery(params: SearchParams): { filter: DeliveryFilter; paging: Paging } {
  return { filter: deliveryFilter(params.filter), paging: readPaging(params, 'uuid') };
}

/** The address of the page that shows such messages. */
export function integrationsUrl({ filter, paging }: { filter: DeliveryFilter; paging?: Paging }): string {
  const params = new URLSearchParams();
  if (filter !== 'all') params.set('filter', filter);
  setPaging(params, paging ?? null);
  return params.size > 0 ? `/merchant/integrations?${params}` : '/merchant/integrations';
}
