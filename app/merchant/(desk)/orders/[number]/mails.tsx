import { useTranslations } from 'next-intl';
import { Moment } from '@/app/merchant/ui/moment';
import type { MerchantMail } from '@/lib/orders/merchant/load-order';
import { mayGoAgain } from '@/lib/orders/merchant/send-mail-again';
import { MailAgainForm } from './mail-again-form';
import { mailName } from './mail-name';

/** The mails about an order: which, to whom, what became of each and when, and the way to send it once more. */
export function Mails({ mails }: { mails: MerchantMail[] }) {
  const t = useTranslations('merchant');
  if (mails.length === 0) return <p className="text-sm text-ink-faint">{t('order.noMails')}</p>;
  return (
    <ul className="border-b border-rule text-sm">
      {mails.map((mail) => {
        const name = mailName(mail.template, t);
        return (
          <li
            key={mail.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-5 border-t border-rule py-2.5"
          >
            <div>
              <span className="font-medium">{name}</span>{' '}
              <span className="[overflow-wrap:anywhere] text-ink-soft">
                {t('order.mailTo', { recipient: mail.recipient })}
              </span>
              <Fate mail={mail} />
            </div>
            {mayGoAgain(mail) && (
              <MailAgainForm
                mailId={mail.id}
                text={t('order.mailAgain')}
                label={t('order.mailAgainLabel', { mail: name })}
                pendingText={t('order.mailSending')}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What became of a mail: on its way, gone, or in nobody's mailbox, and why. */
function Fate({ mail }: { mail: MerchantMail }) {
  const t = useTranslations('merchant.order');
  const { state, queuedAt, lastTriedAt, lastError } = mail;
  const at = mail.sentAt ?? lastTriedAt ?? queuedAt;
  const time = { time: () => <Moment at={at} exact /> };
  if (state === 'dropped') {
    const key = `mailUntold.${lastError}` as 'mailUntold.gone';
    return (
      <span className="block text-ink-faint">
        {t('mailDropped')}
        {t.has(key) && ` ${t(key)}`}
      </span>
    );
  }
  const failing = state === 'refused' || (state === 'queued' && lastError !== null);
  return (
    <>
      <span className={`block ${failing ? 'text-attention' : 'text-ink-faint'}`}>
        {state === 'sent' && t.rich('mailSent', time)}
        {state === 'refused' && t.rich('mailRefused', time)}
        {state === 'queued' && t.rich(failing ? 'mailFailing' : 'mailQueued', time)}
        {mail.attempts > 1 && ` · ${t('mailTries', { count: mail.attempts })}`}
      </span>
      {lastError && <span className="block [overflow-wrap:anywhere] text-ink-soft">{lastError}</span>}
      {state === 'refused' && <span className="block text-ink-soft">{t('mailRefusedHint')}</span>}
    </>
  );
}
