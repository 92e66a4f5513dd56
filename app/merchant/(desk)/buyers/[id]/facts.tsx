import { useTranslations } from 'next-intl';
import { Moment } from '@/app/merchant/ui/moment';
import { DefinitionList } from '@/app/ui/definition-list';
import type { MerchantBuyer } from '@/lib/orders/merchant/load-buyer';
import { StripeId } from '../../orders/[number]/stripe-id';

/** How to reach them, since when they buy, and who they are at Stripe. */
export function BuyerFacts({ buyer }: { buyer: MerchantBuyer }) {
  const t = useTranslations('buyers.page');
  const { email, name, createdAt, lastOrderAt, customers } = buyer;
  const rows = [
    name && { key: 'name', label: t('name'), value: name },
    email && {
      key: 'email',
      label: t('email'),
      value: (
        <a href={`mailto:${email}`} className="link [overflow-wrap:anywhere]">
          {email}
        </a>
      ),
    },
    { key: 'since', label: t('since'), value: <Moment at={createdAt} /> },
    lastOrderAt && { key: 'last', label: t('last'), value: <Moment at={lastOrderAt} /> },
    customers.length > 0 && {
      key: 'stripe',
      label: t('stripe', { count: customers.length }),
      value: customers.map(({ id, livemode }) => (
        <span key={id} className="block">
          <StripeId id={id} page="customer" livemode={livemode} />
        </span>
      )),
    },
  ].filter((row) => !!row);
  return <DefinitionList rows={rows} />;
}
