import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { orderNumber } from '@/lib/order-number';
import { eraseBuyer } from '@/lib/orders/merchant/erase-details';
import { shipParcel } from '@/lib/orders/parcels/ship-parcel';
import { deliver } from '../../support/deliver';
import { expectInvariants } from '../../support/invariants';
import { buy, submission } from '../../support/shopper';
import type { TestStripe } from '../../support/stripe';

/** The merchant who erases. */
export const actor = 'ottavia@shop.test';

export const { email = '' } = submission();

/** All that the shopper typed. */
export const details = [email, 'Ada Rossi', 'Via Po 1', '10123', '390115550100', '"4242"'];

/** Orders with everything that can hang on them; each test begins with every buyer erased, and ends with the invariants. */
export function useErasable(stripe: TestStripe) {
  const said = new Set<string>();

  /** Everything Stripe has to say, as far as it was not said yet. */
  async function hearAll(): Promise<void> {
    for (const event of stripe.engine.account.events().reverse()) {
      if (said.has(event.id)) continue;
      said.add(event.id);
      await deliver(JSON.stringify(event));
    }
    await drainQueue();
  }

  /** An order that is paid, heard of and fulfilled; a parcel of it waits to be sent. */
  async function done(slug: string, options: Parameters<typeof buy>[2] = {}) {
    const sessionId = await buy(stripe, [{ slug, quantity: 1 }], options);
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    await hearAll();
    const order = await db().order.findUniqueOrThrow({ where: { sessionId }, include: { parcels: true } });
    return { ...order, sessionId, typed: orderNumber(order) };
  }

  async function send(parcels: { id: string }[]): Promise<void> {
    for (const { id } of parcels) {
      const result = await shipParcel(
        { parcelId: id, carrier: 'Poste', trackingNumber: 'RR123456789IT' },
        actor,
      );
      expect(result).toMatchObject({ shipped: true });
    }
  }

  /** Every buyer there is, erased: what one test leaves is not the next one's. */
  async function forgetAll(): Promise<void> {
    const buyers = await db().buyer.findMany({
      where: { erasedAt: null },
      include: { orders: { include: { parcels: true } } },
    });
    for (const { id, email: typed, orders } of buyers) {
      await send(
        orders.flatMap(({ parcels }) => parcels.filter(({ state }) => state === 'awaiting_shipment')),
      );
      await eraseBuyer(id, typed ?? '', actor);
    }
  }

  beforeAll(async () => {
    await db().outgoingEndpoint.create({
      data: {
        url: 'http://127.0.0.1:9/hook',
        secret: 'whsec_x',
        kinds: ['parcel.ready', 'entitlement.granted'],
        active: true,
      },
    });
  });
  beforeEach(forgetAll);
  afterEach(expectInvariants);

  return { done, hearAll, send };
}
