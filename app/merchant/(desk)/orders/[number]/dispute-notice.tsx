import { useTranslations } from 'next-intl';
import { Notice } from '@/app/ui/notice';
import { dashboardUrl } from '@/lib/orders/merchant/dashboard-links';
import type { MerchantOrder } from '@/lib/orders/merchant/load-order';
import { stripeWord } from './stripe-word';

/** That the payment is contested, what that stops, and where it is answered: at Stripe, which knows until when. */
export function DisputeNotice({ order }: { order: MerchantOrder }) {
  const t = useTranslations('merchant');
  const { paymentIntentId, livemode, disputes } = order;
  const reason = disputes.at(-1)?.reason;
  return (
    <Notice
      tone="attention"
      title={reason ? t('timeline.payment_disputed', { reason: stripeWord(reason, t) }) : t('order.disputed')}
      className="mt-5 max-w-[70ch]"
    >
      {t('order.disputedText')}{' '}
      {paymentIntentId && (
        <a href={dashboardUrl('payment', paymentIntentId, livemode)} className="link" rel="noopener">
          {t('order.disputedAnswer')}
        </a>
      )}
    </Notice>
  );
}
