import { randomUUID } from 'node:crypto';
import { useLocale, useTranslations } from 'next-intl';
import { Moment } from '@/app/merchant/ui/moment';
import { Price } from '@/app/ui/price';
import { StateLabel, type StateTone } from '@/app/ui/state-label';
import { lineNames } from '@/lib/catalogue/line-name';
import type { RefundState } from '@/lib/generated/prisma/enums';
import { formatMoney } from '@/lib/money';
import type { MerchantOrder } from '@/lib/orders/merchant/load-order';
import { amountForUnits, refundable } from '@/lib/orders/merchant/refundable';
import { RefundForm } from './refund-form';
import { stripeWord } from './stripe-word';
import { subscriptionGoesOn } from './subscription';

const tones: Record<RefundState, StateTone> = {
  pending: 'waiting',
  requires_action: 'waiting',
  succeeded: 'good',
  failed: 'attention',
  canceled: 'plain',
};

/** What went back to the buyer, and the form that gives back more. */
export function Refunds({ order }: { order: MerchantOrder }) {
  const t = useTranslations('refunds');
  const locale = useLocale();
  const { refusal, currency, left, lines } = refundable(order);
  const names = lineNames(order.lines, locale);
  const runs = subscriptionGoesOn(order);
  return (
    <div className="text-sm">
      {order.amountLost > 0 && (
        <p className="mb-2 text-ink-soft">
          {t('lostDispute', { amount: formatMoney(order.amountLost, currency, locale) })}
        </p>
      )}
      {order.refunds.length > 0 && (
        <ul className="border-b border-rule">
          {order.refunds.map((refund) => (
            <Refund key={refund.id} refund={refund} names={names} />
          ))}
        </ul>
      )}
      {refusal === null && order.refunds.length > 0 && (
        <p className="mt-2 text-ink-soft">{t('left', { amount: formatMoney(left, currency, locale) })}</p>
      )}
      {refusal === 'no_payment' && <p className="text-ink-soft">{t('refused.no_payment')}</p>}
      {runs && <p className="mt-2 text-ink-soft">{t('subscription')}</p>}
      <RefundForm
        orderId={order.id}
        offered={refusal === null}
        idempotencyKey={randomUUID()}
        currency={currency}
        locale={locale}
        left={left}
        runs={runs}
        lines={lines.map((line) => ({
          id: line.lineId,
          name: names.get(line.lineId) ?? '',
          suggested: line.missing,
          amounts: Array.from({ length: line.unitsLeft + 1 }, (_, units) => amountForUnits(line, units)),
        }))}
        texts={{
          open: t('open'),
          title: t('title'),
          all: t('all'),
          allHint: t('allHint'),
          endSubscription: t('endSubscription'),
          endSubscriptionHint: t('endSubscriptionHint'),
          lines: t('lines'),
          linesHint: t('linesHint'),
          amount: t('amount'),
          amountLabel: t('amountLabel'),
          amountHint: t('left', { amount: formatMoney(left, currency, locale) }),
          of: t('of'),
          reason: t('reason'),
          reasons: {
            requested_by_customer: t('reasons.requested_by_customer'),
            duplicate: t('reasons.duplicate'),
            fraudulent: t('reasons.fraudulent'),
          },
          submit: t('submit'),
          pending: t('pending'),
        }}
      />
    </div>
  );
}

function Refund({
  refund,
  names,
}: {
  refund: MerchantOrder['refunds'][number];
  names: ReadonlyMap<string, string>;
}) {
  const t = useTranslations('refunds');
  const words = useTranslations('merchant');
  const why = refund.reason ? (`why.${refund.reason}` as 'why.duplicate') : null;
  const what = refund.lines.map(
    ({ orderLineId, quantity }) => `${quantity} × ${names.get(orderLineId) ?? ''}`,
  );
  return (
    <li className="border-t border-rule py-2.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <StateLabel tone={tones[refund.state]}>{t(`state.${refund.state}`)}</StateLabel>
        <span className="figures">
          <Price amount={refund.amount} currency={refund.currency} />
        </span>
      </p>
      <p className="mt-0.5 text-ink-soft">
        <Moment at={refund.createdAt} />
        {' · '}
        {refund.actor ? t('by', { actor: refund.actor }) : t('inDashboard')}
        {why && ` · ${t.has(why) ? t(why) : refund.reason}`}
      </p>
      {what.length > 0 && <p className="mt-0.5 text-ink-soft">{what.join(', ')}</p>}
      {refund.failureReason && (
        <p className="mt-0.5 text-attention">{stripeWord(refund.failureReason, words)}</p>
      )}
    </li>
  );
}
