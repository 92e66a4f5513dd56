import type {
  DisputeView,
  LineView,
  RefundView,
  RenewalView,
  SessionView,
} from '@/lib/fulfillment/decision/stripe-view';

// What Stripe says, as a decision sees it: a purchase by card in which every unit costs the same.

export const start = new Date('2026-11-29T06:00:00.000Z');
/** In cents. */
export const unitAmount = 1000;

export const lineView = (slug: string, quantity: number): LineView => ({
  ...{ stripeLineItemId: `li_${slug}`, stripePriceId: `price_${slug}`, description: slug, quantity },
  ...{ currency: 'eur', amountSubtotal: quantity * unitAmount, amountDiscount: 0, amountTax: 0 },
  amountTotal: quantity * unitAmount,
});

/** A session that was paid by card a moment ago, of one cup if nothing else is said. */
export function session(
  goods: Readonly<Record<string, number>> = { cup: 1 },
  fields: Partial<SessionView> = {},
): SessionView {
  const lines = Object.entries(goods).map(([slug, quantity]) => lineView(slug, quantity));
  const total = lines.reduce((sum, { amountTotal }) => sum + amountTotal, 0);
  return {
    ...{ id: 'cs_1', status: 'complete', livemode: false, createdAt: start, expiresAt: start },
    ...{ isEmbedded: false, checkoutId: null, recoveredFrom: null, paymentLinkId: null },
    ...{ paymentIntentId: 'pi_1', subscriptionId: null, customerId: null, buyerLocale: 'en' },
    ...{ currency: 'eur', amountSubtotal: total, amountDiscount: 0, amountShipping: 0, amountTax: 0 },
    ...{ amountTotal: total, amountDifference: 0, email: 'Ada@Example.com', name: 'Ada', phone: null },
    ...{ shippingAddress: null, shippingOption: null, payment: 'paid', paymentStatus: 'paid' },
    ...{ failure: null, chargedAt: start, lines },
    ...fields,
  };
}

export const unpaid = { payment: 'awaiting', paymentStatus: 'unpaid', chargedAt: null } as const;
export const failed = { ...unpaid, payment: 'failed', failure: 'insufficient funds' } as const;

export const refund = (id: string, amount: number, fields: Partial<RefundView> = {}): RefundView => ({
  ...{ id, amount, currency: 'eur', state: 'succeeded', reason: null, failureReason: null, actor: null },
  ...{ createdAt: start, units: [] },
  ...fields,
});

export const dispute = (
  outcome: DisputeView['outcome'],
  amount: number,
  fields: Partial<DisputeView> = {},
): DisputeView => ({
  ...{ id: 'dp_1', outcome, status: outcome, reason: 'fraudulent', amount, currency: 'eur' },
  ...fields,
});

export const renewal = (invoiceId: string, fields: Partial<RenewalView> = {}): RenewalView => ({
  ...{ invoiceId, paymentIntentId: `pi_${invoiceId}`, amount: unitAmount, currency: 'eur', paidAt: start },
  ...fields,
});
