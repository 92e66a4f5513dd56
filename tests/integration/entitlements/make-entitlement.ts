import { db } from '@/lib/db';
import type { Prisma } from '@/lib/generated/prisma/client';
import { plainOrder } from '../merchant/plain-order';

/** An entitlement of a paid order of its own, that everybody has been told of. */
export async function makeEntitlement(
  wish: Partial<Prisma.EntitlementUncheckedCreateInput> & {
    slug?: string;
    order?: Parameters<typeof plainOrder>[0];
  } = {},
) {
  const { slug = 'amici', order: orderFields, ...fields } = wish;
  const order = await plainOrder(orderFields);
  const [product, line] = await Promise.all([
    db().product.findUniqueOrThrow({ where: { slug } }),
    db().orderLine.findFirstOrThrow({ where: { orderId: order.id } }),
  ]);
  const fulfillment = await db().fulfillment.create({
    data: {
      orderLineId: line.id,
      kind: 'access',
      ...(fields.revokedAt ? { units: 0, revokedAt: fields.revokedAt } : { units: 1 }),
    },
  });
  const entitlement = await db().entitlement.create({
    data: {
      fulfillmentId: fulfillment.id,
      productId: product.id,
      email: order.email,
      announcedOpen: true,
      ...fields,
    },
  });
  return { order, entitlement };
}
