import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db';
import type { Prisma } from '@/lib/generated/prisma/client';
import type { ParcelState } from '@/lib/generated/prisma/enums';

const id = (): string => randomUUID().replaceAll('-', '');

let lastNumber = 5000;

/** An order as a row for the merchant's lists: paid and fulfilled unless the test wants otherwise. */
export async function plainOrder(
  wish: Partial<Prisma.OrderUncheckedCreateInput> & { parcel?: ParcelState } = {},
) {
  const { parcel, ...fields } = wish;
  const createdAt = fields.createdAt ?? new Date();
  const paid = !['awaiting', 'failed'].includes(fields.payment ?? 'paid');
  return await db().order.create({
    data: {
      number: ++lastNumber,
      sessionId: `cs_test_${id()}`,
      paymentIntentId: `pi_${id()}`,
      livemode: false,
      origin: 'hosted',
      payment: 'paid',
      fulfillment: paid ? 'fulfilled' : 'unfulfilled',
      locale: 'en',
      currency: 'eur',
      amountSubtotal: 1000,
      amountDiscount: 0,
      amountShipping: 0,
      amountTax: 0,
      amountTotal: 1000,
      email: 'ada@example.com',
      name: 'Ada Rossi',
      sessionCreatedAt: createdAt,
      createdAt,
      paidAt: paid ? createdAt : null,
      ...fields,
      ...(parcel && { parcels: { create: { state: parcel } } }),
      lines: {
        create: {
          position: 0,
          stripeLineItemId: `li_${id()}`,
          description: 'Bowl',
          quantity: 1,
          currency: 'eur',
          amountSubtotal: 1000,
          amountDiscount: 0,
          amountTax: 0,
          amountTotal: 1000,
          state: 'fulfilled',
        },
      },
    },
    include: { parcels: true },
  });
}
