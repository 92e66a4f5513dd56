import { useTranslations } from 'next-intl';
import type { Origin } from './origin';
import { PortalForm } from './portal-form';

/** The way to the card, the invoices and the end of a subscription, on Stripe's own page. */
export function ManageSubscription({ origin }: { origin: Origin }) {
  const t = useTranslations('buyers.portal');
  const [field, value] = 'token' in origin ? ['order', origin.token] : ['session_id', origin.sessionId];
  return (
    <PortalForm
      field={field}
      value={value}
      words={{ manage: t('manage'), opening: t('opening'), hint: t('hint') }}
    />
  );
}
