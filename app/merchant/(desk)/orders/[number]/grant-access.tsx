import { useFormatter, useTranslations } from 'next-intl';
import { GrantItem, type GrantPart } from './grant-item';

/** Whose access it is, and until when. */
export function GrantAccess({ grant: { entitlement } }: GrantPart) {
  const t = useTranslations('merchant.order');
  const format = useFormatter();
  if (!entitlement) return null;
  const { endsAt, subscriptionId, revokedAt } = entitlement;
  const email = entitlement.email ?? t('noEmail');
  const text = endsAt
    ? t('accessUntil', { time: format.dateTime(endsAt, { dateStyle: 'medium' }), email })
    : t(subscriptionId ? 'accessSubscription' : 'accessOpen', { email });
  return <GrantItem revoked={revokedAt !== null}>{text}</GrantItem>;
}
