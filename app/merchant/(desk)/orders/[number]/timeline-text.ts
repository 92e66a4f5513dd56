import type { useTranslations } from 'next-intl';
import { z } from 'zod';
import { OrderOrigin } from '@/lib/generated/prisma/enums';
import { formatMoney } from '@/lib/money';
import type { MerchantTimelineEntry } from '@/lib/orders/merchant/load-order';
import { mailName } from './mail-name';
import { stripeWord } from './stripe-word';

type Texts = ReturnType<typeof useTranslations<'merchant'>>;

const amount = z.number().int().optional().catch(undefined);
const word = z.string().min(1).optional().catch(undefined);

/** What an entry's evidence may hold; each kind writes some of it. */
const evidence = z.object({
  amount,
  refunded: amount,
  of: amount,
  granted: z.number().int().optional().catch(undefined),
  reason: word,
  status: word,
  origin: z.enum(OrderOrigin).optional().catch(undefined),
  from: word,
  to: word,
  template: word,
  carrier: word,
  line: word,
  note: word,
  /** What it was about, in words: “2 × Bowl, 1 × Print”, by Stripe's names */
  what: word,
  /** The same by the order's lines, so that it can be said in the reader's language */
  goods: z
    .array(z.object({ lineId: z.string(), units: z.number().int(), before: z.number().int().optional() }))
    .optional()
    .catch(undefined),
  lineId: word,
  count: amount,
  when: z.enum(['now', 'period_end']).optional().catch(undefined),
});

/** Values of a sentence's optional part, which it says where `known` is `yes`: where none of them is missing. */
function optional(values: Record<string, string | number | undefined>) {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  );
  const known = given.length === Object.keys(values).length ? 'yes' : 'no';
  return { ...Object.fromEntries(given), known };
}

/**
 * An entry of the timeline as a sentence. A kind that has no words here yet is called by its own name.
 *
 * @param order.names of its lines, by their IDs, in the reader's language
 */
export function timelineText(
  entry: Pick<MerchantTimelineEntry, 'kind' | 'data'>,
  order: { currency: string; amountTotal: number; names: ReadonlyMap<string, string> },
  t: Texts,
  locale: string,
): string {
  const data = evidence.safeParse(entry.data).data ?? {};
  const money = (value?: number) =>
    value === undefined ? undefined : formatMoney(value, order.currency, locale);
  const { kind } = entry;
  switch (kind) {
    case 'order_placed':
      return t('timeline.order_placed', { origin: t(`origin.${data.origin ?? 'other'}`) });
    case 'payment_received': {
      const paid = data.amount ?? order.amountTotal;
      if (paid === 0) return t('timeline.payment_received_free');
      return t('timeline.payment_received', { amount: formatMoney(paid, order.currency, locale) });
    }
    case 'payment_failed':
      return t(`timeline.${kind}`, optional({ reason: data.reason }));
    case 'payment_refunded':
    case 'renewal_refunded':
      return t(`timeline.${kind}`, optional({ amount: money(data.refunded), of: money(data.of) }));
    case 'payment_disputed':
      return t(`timeline.${kind}`, optional({ reason: data.reason && stripeWord(data.reason, t) }));
    case 'dispute_closed':
      return t(`timeline.${kind}`, optional({ status: data.status && stripeWord(data.status, t) }));
    case 'fulfilled':
    case 'partly_fulfilled':
      return t(`timeline.${kind}`, { count: data.granted ?? 0 });
    case 'fulfilled_by_hand':
      return t(
        `timeline.${kind}`,
        optional({ line: data.line && (lineName() ?? data.line), note: data.note }),
      );
    case 'transition_refused':
      return t('timeline.transition_refused', { from: state(data.from), to: state(data.to) });
    case 'mail_queued':
    case 'mail_sent':
      return t(`timeline.${kind}`, { mail: data.template ? mailName(data.template, t) : '–' });
    case 'parcel_shipped':
      return t(`timeline.${kind}`, optional({ carrier: data.carrier }));
    case 'quantity_changed':
    case 'items_added':
    case 'units_taken_back':
    case 'units_restored':
    case 'back_ordered':
    case 'access_ended':
    case 'access_opened':
    case 'message_delivered':
      return t(`timeline.${kind}`, optional({ what: goods() ?? lineName() ?? data.what }));
    case 'amounts_differ':
    case 'refund_requested':
      return t(`timeline.${kind}`, optional({ amount: money(data.amount) }));
    case 'refund_failed': {
      const reason = data.reason ? stripeWord(data.reason, t) : '–';
      return t(`timeline.${kind}`, optional({ amount: money(data.amount), reason }));
    }
    case 'download_limit_raised':
      return t(`timeline.${kind}`, optional({ what: data.what, count: data.count }));
    case 'subscription_end_requested':
      return t(`timeline.subscription_end_requested_${data.when ?? 'now'}`);
    case 'payment_awaited':
    case 'subscription_renewed':
    case 'renewal_without_access':
    case 'subscription_payment_failed':
    case 'subscription_ended':
    case 'needs_attention':
    case 'frozen':
    case 'unfrozen':
    case 'found_by_sweep':
    case 'parcel_split':
    case 'parcel_delivered':
    case 'parcel_unsent':
    case 'tracking_received':
    case 'tracking_corrected':
    case 'details_erased':
    case 'nothing_left':
    case 'attempt_failed':
      return t(`timeline.${kind}`);
    default:
      return t('timeline.unknown', { kind: kind.replaceAll('_', ' ') });
  }

  function lineName(): string | undefined {
    return order.names.get(data.lineId ?? '');
  }

  function goods(): string | undefined {
    const things = data.goods ?? [];
    if (things.length === 0 || things.some(({ lineId }) => !order.names.has(lineId))) return undefined;
    const were = (before = 0) => (before > 0 ? `${before} → ` : '');
    return things
      .map(({ lineId, units, before }) => `${were(before)}${units} × ${order.names.get(lineId)}`)
      .join(', ');
  }

  function state(name: string | undefined): string {
    const keys = [`state.payment.${name}`, `state.fulfillment.${name}`] as 'state.payment.paid'[];
    const key = keys.find((one) => t.has(one));
    return key ? t(key) : (name ?? '');
  }
}
