import type { PaymentState } from '../../buyer-view/buyer-order';
import { textIn } from '../../catalogue/line-name';
import { db } from '../../db';
import { closedReason } from '../../entitlements/entitlement-state';
import { env } from '../../env';
import type { Locale } from '../../i18n/locales';
import { NothingToTell } from '../nothing-to-tell';

/** Why access is closed, as far as the shop knows. */
export type AccessEnd = 'disputed' | 'refunded' | 'subscription' | 'time' | 'closed';

/** Something the buyer may enter, or could. */
export interface AccessFacts {
  /** Product's name in the reader's language */
  name: string;
  endsAt: Date | null;
  subscription: boolean;
  /** Null while it is open */
  ended: AccessEnd | null;
  /** Where it can be bought again; null where it is not on sale */
  shopUrl: string | null;
}

/** Why an entitlement is closed, in the buyer's terms; null while it is open. */
export function accessEnd(
  entitlement: { revokedAt: Date | null; endsAt: Date | null; subscriptionId: string | null },
  { payment, unitsRefunded }: { payment: PaymentState; unitsRefunded: number },
  now: Date,
): AccessEnd | null {
  const reason = closedReason(entitlement, payment, now);
  switch (reason) {
    case 'revoked':
      return payment === 'refunded' || unitsRefunded > 0 ? 'refunded' : 'closed';
    case 'ended':
      return entitlement.subscriptionId ? 'subscription' : 'time';
    default:
      return reason;
  }
}

/**
 * How an entitlement stands.
 *
 * @throws {NothingToTell} where there is none any more
 */
export async function loadAccess(
  entitlementId: string | undefined,
  locale: Locale,
  now = new Date(),
): Promise<AccessFacts> {
  const entitlement = entitlementId
    ? await db().entitlement.findUnique({
        where: { id: entitlementId },
        include: {
          product: { select: { slug: true, active: true, texts: { select: { locale: true, name: true } } } },
          fulfillment: {
            select: { orderLine: { select: { unitsRefunded: true, order: { select: { payment: true } } } } },
          },
        },
      })
    : null;
  if (!entitlement) throw new NothingToTell('gone');
  const { product, fulfillment, endsAt, subscriptionId } = entitlement;
  const { unitsRefunded, order } = fulfillment.orderLine;
  const text = textIn(product.texts, locale);
  return {
    name: text?.name ?? product.slug,
    endsAt,
    subscription: subscriptionId !== null,
    ended: accessEnd(entitlement, { unitsRefunded, payment: order.payment }, now),
    shopUrl: product.active ? `${env().appUrl}/products/${product.slug}` : null,
  };
}
