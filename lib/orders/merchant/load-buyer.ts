import { namedProduct, namedVariant, textIn, variantName } from '../../catalogue/line-name';
import { db } from '../../db';
import type { PaymentState } from '../../generated/prisma/enums';
import { type BuyerRow, sumsOf } from './list-buyers';
import { listOrdersOf, type OrderRow } from './list-orders';

/** Access a buyer has or had, in short. */
export interface BuyerEntitlement {
  id: string;
  product: string;
  orderNumber: number | null;
  subscription: boolean;
  endsAt: Date | null;
  revokedAt: Date | null;
  /** Of its order */
  payment: PaymentState;
}

/** A licence key a buyer was given, in short. */
export interface BuyerLicenseKey {
  id: string;
  product: string;
  orderNumber: number | null;
  key: string;
  revokedAt: Date | null;
}

/** Everything the merchant may know of a buyer, over all their orders. Times in UTC. */
export interface MerchantBuyer extends BuyerRow {
  erasedAt: Date | null;
  /** Newest first; the newest `mostShown` */
  rows: OrderRow[];
  entitlements: BuyerEntitlement[];
  keys: BuyerLicenseKey[];
  /** Who they are at Stripe: each checkout that needed one may have made another. */
  customers: { id: string; livemode: boolean }[];
}

/** Orders, entitlements and keys shown of one buyer. */
export const mostShown = 200;

const ofOrder = {
  select: { orderLine: { select: { order: { select: { number: true, payment: true } } } } },
} as const;

const ofProduct = { select: { ...namedProduct.select, slug: true } } as const;

/**
 * A buyer with all that hangs on them: one statement for each table.
 *
 * @param locale of the products' names
 * @returns null where there is none
 */
export async function loadMerchantBuyer(id: string, locale: string): Promise<MerchantBuyer | null> {
  const buyer = await db().buyer.findUnique({ where: { id } });
  if (!buyer) return null;
  const granted = { fulfillment: { orderLine: { order: { buyerId: id } } } };
  const [sums, rows, entitlements, keys, customers] = await Promise.all([
    sumsOf([id]),
    listOrdersOf({ buyerId: id }, mostShown),
    db().entitlement.findMany({
      where: granted,
      include: { product: ofProduct, fulfillment: ofOrder },
      orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
      take: mostShown,
    }),
    db().licenseKey.findMany({
      where: granted,
      include: { variant: { select: { ...namedVariant.select, product: ofProduct } }, fulfillment: ofOrder },
      orderBy: [{ grantedAt: 'desc' }, { id: 'desc' }],
      take: mostShown,
    }),
    db().order.findMany({
      where: { buyerId: id, customerId: { not: null } },
      distinct: ['customerId'],
      select: { customerId: true, livemode: true },
      orderBy: { createdAt: 'desc' },
      take: mostShown,
    }),
  ]);
  return {
    ...buyer,
    ...(sums.get(id) ?? { orders: 0, spent: [], lastOrderAt: null }),
    rows,
    entitlements: entitlements.map(({ product, fulfillment, ...row }) => ({
      id: row.id,
      product: textIn(product.texts, locale)?.name ?? product.slug,
      orderNumber: fulfillment.orderLine.order.number,
      subscription: row.subscriptionId !== null,
      endsAt: row.endsAt,
      revokedAt: row.revokedAt,
      payment: fulfillment.orderLine.order.payment,
    })),
    keys: keys.map(({ variant, fulfillment, ...row }) => ({
      id: row.id,
      product: variantName(variant.product, variant, locale),
      orderNumber: fulfillment?.orderLine.order.number ?? null,
      key: row.key,
      revokedAt: row.revokedAt,
    })),
    customers: customers.flatMap(({ customerId, livemode }) =>
      customerId === null ? [] : [{ id: customerId, livemode }],
    ),
  };
}
