import type { Tx } from '../db';
import type { PaymentFacts } from '../stripe/charges';
import { isInForce } from './refund-states';

/** Something that happened to a payment after it was made. `object` is Stripe's ID of the refund or the dispute. */
export interface PaymentNews {
  kind: 'payment_refunded' | 'refund_failed' | 'payment_disputed' | 'dispute_closed' | 'renewal_refunded';
  data: { object: string; refunded?: number; of?: number; amount?: number; reason?: string; status?: string };
}

/** What there is to tell of a payment: each refund and each dispute, whether it was told before or not. */
export function paymentNews({ amount: of, refunds, disputes }: PaymentFacts): PaymentNews[] {
  let refunded = 0;
  const ofRefunds = refunds.map(({ id: object, amount, state, failureReason }): PaymentNews => {
    if (!isInForce(state)) {
      return { kind: 'refund_failed', data: { object, amount, reason: words(failureReason ?? state) } };
    }
    refunded += amount;
    return { kind: 'payment_refunded', data: { object, refunded, of } };
  });
  const ofDisputes = disputes.flatMap(({ id: object, outcome, status, reason, amount }): PaymentNews[] => {
    const data = { object, reason, status, amount };
    const opened: PaymentNews = { kind: 'payment_disputed', data };
    return outcome === 'open' ? [opened] : [opened, { kind: 'dispute_closed', data }];
  });
  return [...ofRefunds, ...ofDisputes];
}

const words = (code: string): string => code.replaceAll('_', ' ');

/**
 * The news that the timeline of an order does not tell yet: however many events tell of one fact, it is told once. A
 * dispute that was lost and then reversed is told twice. Under the order's lock.
 */
export async function untold(tx: Tx, orderId: string, news: PaymentNews[]): Promise<PaymentNews[]> {
  if (news.length === 0) return [];
  const told = await tx.timelineEntry.findMany({
    where: { orderId, kind: { in: [...new Set(news.map(({ kind }) => kind))] } },
    select: { kind: true, data: true },
  });
  const known = new Set(told.map(({ kind, data }) => keyOf(kind, data as Partial<PaymentNews['data']>)));
  return news.filter(({ kind, data }) => !known.has(keyOf(kind, data)));
}

function keyOf(kind: string, { object, status }: Partial<PaymentNews['data']>): string {
  return [kind, object, kind === 'dispute_closed' ? status : ''].join(' ');
}
