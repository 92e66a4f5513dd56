import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { db } from '@/lib/db';
import { fulfillByHand } from '@/lib/fulfillment/fulfill-by-hand';
import { loadKeys } from '@/lib/license-keys/load-keys';
import { backOrderLine } from '@/lib/orders/merchant/back-order';
import { endSubscription } from '@/lib/orders/merchant/end-subscription';
import { refundOrder } from '@/lib/orders/merchant/refund-order';
import { retryFulfillment } from '@/lib/orders/merchant/retry-fulfillment';
import { receiveStock } from '@/lib/stock/receive-stock';
import { variantOf } from '../../support/variant';
import { type Deed, deed, nothing } from './deed';
import { shelves } from './fresh-start';
import { pick } from './run';

const which = fc.nat({ max: 9 });
const actor = 'ottavia@shop.test';

const orders = () =>
  db().order.findMany({
    orderBy: { number: 'asc' },
    select: { id: true, lines: { orderBy: { position: 'asc' }, select: { id: true } } },
  });

const waitingLines = () =>
  db().orderLine.findMany({
    where: { state: 'needs_attention' },
    orderBy: [{ order: { number: 'asc' } }, { position: 'asc' }],
  });

/** The merchant's part. */
export const tending: Deed[] = [
  deed('retry', 3, { which }, async (_run, args) => {
    const order = pick(await orders(), args.which);
    if (!order) return nothing;
    const result = await retryFulfillment(order.id, actor);
    return result.changed ? result.fulfillment : result.reason;
  }),
  deed(
    'receiveStock',
    2,
    { slug: fc.constantFrom(...Object.keys(shelves)), units: fc.integer({ min: 1, max: 4 }) },
    async (_run, { slug, units }) => {
      const stock = await db().stock.findFirstOrThrow({ where: { variant: { product: { slug } } } });
      const result = await receiveStock({ variantId: stock.variantId, units, seen: stock.received });
      return String(result.received);
    },
  ),
  deed('loadKeys', 2, { keys: fc.integer({ min: 1, max: 3 }), shelve: fc.boolean() }, async (_run, args) => {
    const keys = Array.from({ length: args.keys }, () => `REGISTRI-${randomUUID()}`).join('\n');
    const { id } = await variantOf('registri');
    const result = await loadKeys(id, Buffer.from(`key\n${keys}\n`), args.shelve);
    return 'waiting' in result ? `${result.loaded}, waited for: ${result.waiting}` : result.reason;
  }),
  deed('fulfillByHand', 1, { which }, async (_run, args) => {
    const line = pick(await waitingLines(), args.which);
    if (!line) return nothing;
    const result = await fulfillByHand(line.id, 'handed over in the shop', actor);
    return result.changed ? line.description : result.reason;
  }),
  deed('backOrder', 3, { which }, async (_run, args) => {
    const line = pick(await waitingLines(), args.which);
    if (!line) return nothing;
    const result = await backOrderLine({ lineId: line.id }, actor);
    return result.backOrdered ? `${result.units} × ${result.description}` : result.reason;
  }),
  deed(
    'endSubscription',
    1,
    { which, when: fc.constantFrom('now' as const, 'period_end' as const) },
    async (_run, args) => {
      const begun = await db().order.findMany({
        where: { subscriptionId: { not: null } },
        orderBy: { number: 'asc' },
      });
      const order = pick(begun, args.which);
      if (!order) return nothing;
      const wish = { orderId: order.id, idempotencyKey: randomUUID(), when: args.when };
      const result = await endSubscription(wish, actor);
      return result.ended ? args.when : result.reason;
    },
  ),
  deed(
    'refund',
    5,
    {
      which,
      kind: fc.constantFrom('all' as const, 'amount' as const, 'lines' as const, 'lines' as const),
      size: fc.integer({ min: 1, max: 3 }),
      presses: fc.constantFrom(1, 1, 1, 2),
    },
    async (_run, { which: number, kind, size, presses }) => {
      const order = pick(await orders(), number);
      if (!order) return nothing;
      const wish = {
        ...{ orderId: order.id, idempotencyKey: randomUUID(), kind, amount: size * 700 },
        lines: Object.fromEntries(order.lines.slice(0, size).map(({ id }, at) => [id, size - at])),
      };
      const results = await Promise.all(Array.from({ length: presses }, () => refundOrder(wish, actor)));
      return results.map((one) => (one.refunded ? String(one.amount) : one.reason)).join(', ');
    },
  ),
];
