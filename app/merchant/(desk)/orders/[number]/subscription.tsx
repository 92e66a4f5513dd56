import { randomUUID } from 'node:crypto';
import { useFormatter, useTranslations } from 'next-intl';
import type { MerchantOrder } from '@/lib/orders/merchant/load-order';
import { SubscriptionForm } from './subscription-form';

/** Whether the subscription that an order began goes on, as far as the shop has heard. */
export const subscriptionGoesOn = (order: Pick<MerchantOrder, 'subscriptionId' | 'timeline'>): boolean =>
  order.subscriptionId !== null && !order.timeline.some(({ kind }) => kind === 'subscription_ended');

/** How the subscription stands that an order began, and the form that ends it. */
export function Subscription({ order }: { order: MerchantOrder }) {
  const t = useTranslations('merchant.subscription');
  const format = useFormatter();
  const runs = subscriptionGoesOn(order);
  const grants = order.lines.flatMap(({ fulfillments }) => fulfillments);
  const ends = grants.find(({ entitlement }) => entitlement?.subscriptionId)?.entitlement?.endsAt ?? null;
  const day = ends && format.dateTime(ends, { dateStyle: 'long' });
  return (
    <div className="text-sm">
      <p className="text-ink-soft">{runs ? (day ? t('openUntil', { day }) : t('runs')) : t('over')}</p>
      <SubscriptionForm
        orderId={order.id}
        idempotencyKey={randomUUID()}
        offered={runs}
        texts={{
          open: t('open'),
          when: t('when'),
          periodEnd: t('periodEnd'),
          periodEndHint: t('periodEndHint'),
          now: t('now'),
          nowHint: t('nowHint'),
          submit: t('submit'),
          pending: t('pending'),
        }}
      />
    </div>
  );
}
