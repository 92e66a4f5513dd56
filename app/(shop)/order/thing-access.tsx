import { useLocale, useTranslations } from 'next-intl';
import { buttonClass } from '@/app/ui/button';
import { longDay } from '@/lib/buyer-view/dates';
import { accessState, accessUrl } from '@/lib/orders/buyer/access-room';
import type { ThingPart } from './thing-part';

/** The door to a course or a membership, and until when it is open. */
export function ThingAccess({ line: { access }, order: { payment } }: ThingPart) {
  const t = useTranslations('order');
  const locale = useLocale();
  if (!access) return null;
  const { endsAt, subscription, revoked } = access;
  const state = accessState({ endsAt, revokedAt: revoked ? new Date(0) : null, payment }, new Date());
  const date = endsAt ? longDay(endsAt, locale) : '';
  if (state !== 'open') {
    return (
      <p className="mt-4 text-sm text-ink-faint">
        {state === 'ended' ? t('accessEnded', { date }) : t('accessRevoked')}
      </p>
    );
  }
  return (
    <div className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-2">
      <a href={accessUrl(access.entitlementId)} className={buttonClass('primary')}>
        {subscription ? t('enterMembership') : t('enterCourse')}
      </a>
      <p className="text-sm text-ink-faint">
        {endsAt ? t('accessUntil', { date }) : subscription ? t('accessRenewing') : t('accessForGood')}
      </p>
    </div>
  );
}
