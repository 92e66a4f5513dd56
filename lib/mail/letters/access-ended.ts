import type { AccessEnd, AccessFacts } from '../facts/access';
import { type Letter, letter } from './letter';
import type { OrderTools } from './letter-tools';

/** What was open has closed: why, and the way back in, where there is one. */
export function accessEndedLetter(access: AccessFacts & { ended: AccessEnd }, tools: OrderTools): Letter {
  const { t, day, orderUrl } = tools;
  const { name, ended, endsAt, shopUrl } = access;
  const date = endsAt ? day(endsAt) : '';
  const open = { label: t('mail.open'), url: orderUrl };
  // A dispute may still open it again, so there is nothing to buy.
  const again = ended !== 'disputed' && shopUrl ? { label: t('mail.accessEnded.again'), url: shopUrl } : null;
  return letter('access_ended', tools, {
    subject: t(`mail.accessEnded.${ended}.subject`, { name }),
    preview: t(`mail.accessEnded.${ended}.text`, { name, date }),
    heading: t(`mail.accessEnded.${ended}.heading`),
    paragraphs: [
      t(`mail.accessEnded.${ended}.text`, { name, date }),
      ...(again ? [t('mail.accessEnded.back')] : []),
    ],
    button: again ?? open,
    link: again ? open : null,
    closing: [t('mail.reply')],
  });
}
