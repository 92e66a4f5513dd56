import type Stripe from 'stripe';
import { db } from '@/lib/db';
import { drainQueue } from '@/lib/jobs/worker';
import { deliver } from './deliver';
import type { TestStripe } from './stripe';

/** The shop's own client of Stripe's API. */
export const client = async () => (await import('@/lib/stripe/client')).stripe();

/** The PaymentIntent a session was paid with. */
export async function paymentOf(sessionId: string): Promise<string> {
  return String((await (await client()).checkout.sessions.retrieve(sessionId)).payment_intent);
}

/** An order with everything a test asks about. */
export const orderOf = (sessionId: string) =>
  db().order.findUniqueOrThrow({
    where: { sessionId },
    include: {
      lines: {
        include: { fulfillments: { include: { licenseKeys: { orderBy: { unit: 'asc' } } } }, product: true },
        orderBy: { position: 'asc' },
      },
      timeline: { orderBy: { id: 'asc' } },
      mails: { orderBy: { queuedAt: 'asc' } },
      parcels: { include: { items: true }, orderBy: { number: 'asc' } },
      refunds: { include: { lines: true }, orderBy: { createdAt: 'asc' } },
    },
  });

/** What the timeline tells, sent mails and looks that found nothing apart. */
export const toldOf = async (sessionId: string): Promise<string[]> =>
  (await orderOf(sessionId)).timeline
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'mail_sent' && kind !== 'nothing_left');

/** The mails that were queued, by their template. */
export const mailsOf = async (sessionId: string): Promise<string[]> =>
  (await orderOf(sessionId)).mails.map(({ template }) => template);

/** The units of each kind of each line, as `shipment 2`. */
export const unitsOf = async (sessionId: string): Promise<string[][]> =>
  (await orderOf(sessionId)).lines.map(({ fulfillments }) =>
    fulfillments.map(({ kind, units }) => `${kind} ${units}`).sort(),
  );

/** A session of this product made elsewhere than in the shop, so that nothing was held for it. */
export async function foreignSession(slug: string, quantity: number): Promise<string> {
  const price = await db().price.findFirstOrThrow({
    where: { active: true, variant: { product: { slug } } },
  });
  const session = await (await client()).checkout.sessions.create({
    mode: 'payment',
    success_url: 'http://shop.test/',
    line_items: [{ price: price.stripePriceId ?? '', quantity }],
  });
  return session.id;
}

/** Puts so many units of a product on the shelf, whatever was there before. */
export async function putOnShelf(slug: string, onHand: number): Promise<void> {
  const stock = await db().stock.findFirstOrThrow({
    where: { variant: { product: { slug } } },
    orderBy: { variant: { position: 'asc' } },
  });
  const received = onHand + stock.held + stock.sold;
  await db().stock.update({ where: { variantId: stock.variantId }, data: { onHand, received } });
}

/** Hands the shop events of Stripe's as late, or repeated, deliveries would. */
export function teller(stripe: TestStripe) {
  let copies = 0;
  const hand = async (event: Stripe.Event) => {
    await deliver(JSON.stringify(event));
    await drainQueue();
  };
  /** The newest event of a kind, about this object where one is named. */
  const eventOf = (type: string, mentions = ''): Stripe.Event => {
    const found = stripe.engine.account
      .events()
      .find((event) => event.type === type && JSON.stringify(event.data).includes(mentions));
    if (!found) throw new Error(`Stripe sent no ${type} ${mentions}`);
    return found;
  };
  return {
    eventOf,
    hand,
    relay: (type: string, mentions = '') => hand(eventOf(type, mentions)),
    /** The same change told by another event. */
    relayTwin: (type: string, mentions = '') =>
      hand({ ...eventOf(type, mentions), id: `evt_twin${++copies}${Date.now()}` }),
  };
}
