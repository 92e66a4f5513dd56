import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db';
import { variantOf } from '../../support/variant';

/** The shop's own client, once the sandbox is what it asks. */
export const client = async () => (await import('@/lib/stripe/client')).stripe();

/** The order of a session, with what the shop keeps about it. */
export const orderOf = (sessionId: string) =>
  db().order.findUniqueOrThrow({
    where: { sessionId },
    include: {
      lines: { orderBy: { position: 'asc' } },
      timeline: { orderBy: { id: 'asc' } },
      records: true,
      mails: true,
    },
  });

/** A session for one of our products at a price of its own, as a merchant with several currencies would have it. */
export async function priced(currency: string, unitAmount: number, quantity = 1): Promise<string> {
  const variant = await variantOf('quaderno-pdf');
  const price = await (await client()).prices.create({
    product: variant.stripeProductId ?? '',
    currency,
    unit_amount: unitAmount,
  });
  const lookupKey = randomUUID();
  await db().price.create({
    data: { variantId: variant.id, currency, unitAmount, lookupKey, stripePriceId: price.id, active: false },
  });
  const session = await (await client()).checkout.sessions.create({
    mode: 'payment',
    success_url: 'http://shop.test/',
    line_items: [{ price: price.id, quantity }],
  });
  return session.id;
}
