import { useTranslations } from 'next-intl';
import { orderNumber } from '@/lib/order-number';
import type { MerchantOrder } from '@/lib/orders/merchant/load-order';
import { Section } from '../orders/[number]/section';
import { EraseForm } from './erase-form';

/** Erases the personal details of one order, on its page. */
export function EraseOrder({ order }: { order: Pick<MerchantOrder, 'id' | 'number' | 'erasedAt'> }) {
  const t = useTranslations('buyers.erase');
  return (
    <Section id="details" title={t('title')}>
      <EraseForm
        what="order"
        id={order.id}
        offered={order.erasedAt === null}
        texts={{
          lead: t('leadOrder'),
          open: t('open'),
          confirm: t('confirmOrder', { number: orderNumber(order) }),
          submit: t('submit'),
          pending: t('pending'),
          done: t('alreadyText'),
        }}
      />
    </Section>
  );
}
