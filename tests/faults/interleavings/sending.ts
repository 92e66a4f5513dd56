import fc from 'fast-check';
import { db } from '@/lib/db';
import type { ParcelState } from '@/lib/generated/prisma/enums';
import { admitFetch } from '@/lib/orders/buyer/download';
import { deliverParcel } from '@/lib/orders/parcels/deliver-parcel';
import { shipParcel } from '@/lib/orders/parcels/ship-parcel';
import { splitParcel } from '@/lib/orders/parcels/split-parcel';
import { unsendParcel } from '@/lib/orders/parcels/unsend-parcel';
import { type Deed, deed, nothing } from './deed';
import { pick } from './run';

const which = fc.nat({ max: 9 });
const actor = 'ottavia@shop.test';

const parcels = (state: ParcelState) =>
  db().parcel.findMany({
    where: { state },
    orderBy: [{ order: { number: 'asc' } }, { number: 'asc' }],
    include: { items: { orderBy: { fulfillmentId: 'asc' } } },
  });

/** One unit of what lies in the parcel first. */
const oneUnit = (parcel: Awaited<ReturnType<typeof parcels>>[number]): Record<string, number> =>
  Object.fromEntries(parcel.items.slice(0, 1).map(({ fulfillmentId }) => [fulfillmentId, 1]));

/** What leaves the shop: parcels and files. */
export const sending: Deed[] = [
  deed('ship', 3, { which, part: fc.boolean() }, async (_run, args) => {
    const parcel = pick(await parcels('awaiting_shipment'), args.which);
    if (!parcel) return nothing;
    const units = args.part ? { units: oneUnit(parcel) } : {};
    const tracking = { carrier: 'gls', trackingNumber: 'AB123456', trackingUrl: '' };
    const result = await shipParcel({ parcelId: parcel.id, ...tracking, ...units }, actor);
    return result.shipped ? `shipped, the rest in ${result.rest}` : result.reason;
  }),
  deed('split', 1, { which }, async (_run, args) => {
    const parcel = pick(await parcels('awaiting_shipment'), args.which);
    if (!parcel) return nothing;
    const result = await splitParcel({ parcelId: parcel.id, units: oneUnit(parcel) }, actor);
    return result.split ? `the rest in ${result.rest}` : result.reason;
  }),
  deed('arrive', 1, { which }, async (_run, args) => {
    const parcel = pick(await parcels('shipped'), args.which);
    if (!parcel) return nothing;
    const result = await deliverParcel({ parcelId: parcel.id }, actor);
    return result.delivered ? 'delivered' : result.reason;
  }),
  deed('unsend', 1, { which }, async (_run, args) => {
    const parcel = pick(await parcels('shipped'), args.which);
    if (!parcel) return nothing;
    const result = await unsendParcel({ parcelId: parcel.id }, actor);
    return result.unsent ? 'waits again' : result.reason;
  }),
  deed('fetch', 1, { which }, async (_run, args) => {
    const grants = await db().downloadGrant.findMany({
      orderBy: [{ fulfillment: { orderLine: { order: { number: 'asc' } } } }, { fileId: 'asc' }],
    });
    const grant = pick(grants, args.which);
    if (!grant) return nothing;
    return (await admitFetch(grant.id, 0)) ? 'fetched' : 'refused';
  }),
];
