import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Moment } from '@/app/merchant/ui/moment';
import { DefinitionList } from '@/app/ui/definition-list';
import { isLocale } from '@/lib/i18n/locales';
import type { MerchantOrder } from '@/lib/orders/merchant/load-order';
import { fulfillmentDelay, shortSpan } from '@/lib/reports/delay';
import { postalAddress } from '@/lib/shipping/postal-address';
import { BuyerLink } from '../../buyers/buyer-link';
import { StripeId } from './stripe-id';

type Rows = { key: string; label: string; value: ReactNode }[];

/** Rows that have a value, labelled. */
const rowsOf = (entries: [key: string, label: string, value: ReactNode][]): Rows =>
  entries.flatMap(([key, label, value]) => (value ? [{ key, label, value }] : []));

/** Who bought, and where it goes. */
export function BuyerFacts({ order }: { order: MerchantOrder }) {
  const t = useTranslations('merchant.order');
  const address = postalAddress(order.shippingAddress, useLocale());
  const rows = rowsOf([
    ['name', t('name'), order.name],
    [
      'email',
      t('email'),
      order.email && (
        <a href={`mailto:${order.email}`} className="link [overflow-wrap:anywhere]">
          {order.email}
        </a>
      ),
    ],
    ['phone', t('phone'), order.phone],
    ['language', t('language'), isLocale(order.locale) ? t(`languages.${order.locale}`) : order.locale],
    [
      'address',
      t('address'),
      address && (
        <address className="not-italic">
          {[address.name, ...address.lines].map((line) => line && <div key={line}>{line}</div>)}
        </address>
      ),
    ],
    ['option', t('shippingOption'), order.shippingOption],
  ]);
  return (
    <>
      <BuyerLink order={order} />
      <DefinitionList rows={rows} />
    </>
  );
}

/** When it was paid and fulfilled, through what, and its IDs at Stripe. */
export function PaymentFacts({ order }: { order: MerchantOrder }) {
  const t = useTranslations('merchant');
  const locale = useLocale();
  const { livemode, paymentIntentId, subscriptionId, customerId, paymentLinkId } = order;
  const delay = fulfillmentDelay(order);
  const rows = rowsOf([
    ['paid', t('order.paid'), order.paidAt && <Moment at={order.paidAt} exact />],
    [
      'fulfilled',
      t('order.fulfilled'),
      order.fulfilledAt && (
        <>
          <Moment at={order.fulfilledAt} exact />
          {delay !== null && order.fulfilledBy && (
            <span className="figures block text-ink-faint">
              {t('after', { trigger: t(`trigger.${order.fulfilledBy}`), span: shortSpan(delay, locale) })}
            </span>
          )}
        </>
      ),
    ],
    ['origin', t('order.origin'), t(`origin.${order.origin}`)],
    ['maker', t('order.madeBy'), order.madeBy && `${order.madeBy.name} · ${order.madeBy.email}`],
    [
      'session',
      t('order.session'),
      order.sessionId && <StripeId id={order.sessionId} page="search" livemode={livemode} />,
    ],
    [
      'payment',
      t('order.paymentIntent'),
      paymentIntentId && <StripeId id={paymentIntentId} page="payment" livemode={livemode} />,
    ],
    [
      'subscription',
      t('order.subscription'),
      subscriptionId && <StripeId id={subscriptionId} page="subscription" livemode={livemode} />,
    ],
    [
      'customer',
      t('order.customer'),
      customerId && <StripeId id={customerId} page="customer" livemode={livemode} />,
    ],
    [
      'link',
      t('order.paymentLink'),
      paymentLinkId && <StripeId id={paymentLinkId} page="paymentLink" livemode={livemode} />,
    ],
  ]);
  return <DefinitionList rows={rows} />;
}
