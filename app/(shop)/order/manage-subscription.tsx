import { useTranslations } from 'next-intl';
import type { Credential } from './credential';
import { PortalForm } from './portal-form';

/** The way to the card, the invoices and the end of a subscription, on Stripe's own page. */
export function ManageSubscription({ credential }: { credential: Credential }) {
  const t = useTranslations('buyers.portal');
  const [field, value] =
    'token' in credential ? ['order', credential.token] : ['session_id', credential.sessionId];
  return (
    <PortalForm
      field={field}
      value={value}
      words={{ manage: t('manage'), opening: t('opening'), hint: t('hint') }}
    />
  );
}
