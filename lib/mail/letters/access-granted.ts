import type { AccessFacts } from '../facts/access';
import { type Letter, letter } from './letter';
import type { OrderTools } from './letter-tools';

/** What had closed is open again: a dispute was won, a payment came after all, a refund failed. */
export function accessGrantedLetter(access: AccessFacts, tools: OrderTools): Letter {
  const { t, day, orderUrl } = tools;
  const { name, endsAt, subscription } = access;
  const until = subscription
    ? t('mail.notes.accessRenews')
    : endsAt
      ? t('mail.notes.accessUntil', { date: day(endsAt) })
      : t('mail.notes.accessForGood');
  return letter('access_granted', tools, {
    subject: t('mail.accessGranted.subject', { name }),
    preview: until,
    heading: t('mail.accessGranted.heading'),
    paragraphs: [t('mail.accessGranted.text', { name }), `${until}.`],
    button: { label: t('mail.open'), url: orderUrl },
    closing: [t('mail.reply')],
  });
}
