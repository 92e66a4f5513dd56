import { useTranslations } from 'next-intl';
import { Moment } from '@/app/merchant/ui/moment';
import type { MerchantMail } from '@/lib/orders/merchant/load-order';
import { mailName } from './mail-name';

/** The mails about an order: which, to whom, when, and what the mail server said where one did not go. */
export function Mails({ mails }: { mails: MerchantMail[] }) {
  const t = useTranslations('merchant');
  if (mails.length === 0) return <p className="text-sm text-ink-faint">{t('order.noMails')}</p>;
  return (
    <ul className="border-b border-rule text-sm">
      {mails.map((mail) => (
        <li key={mail.id} className="border-t border-rule py-2.5">
          <span className="font-medium">{mailName(mail.template, t)}</span>{' '}
          <span className="[overflow-wrap:anywhere] text-ink-soft">
            {t('order.mailTo', { recipient: mail.recipient })}
          </span>
          <span className="block text-ink-faint">
            {mail.sentAt
              ? t.rich('order.mailSent', { time: () => <Moment at={mail.sentAt ?? mail.queuedAt} exact /> })
              : t.rich('order.mailQueued', { time: () => <Moment at={mail.queuedAt} exact /> })}
            {mail.attempts > 1 && ` · ${t('order.mailTries', { count: mail.attempts })}`}
          </span>
          {mail.lastError && <span className="block text-attention">{mail.lastError}</span>}
        </li>
      ))}
    </ul>
  );
}
