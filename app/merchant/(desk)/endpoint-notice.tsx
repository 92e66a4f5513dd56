import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Moment } from '@/app/merchant/ui/moment';
import { Notice } from '@/app/ui/notice';
import type { EndpointHealth } from '@/lib/inbox/endpoint-health';

/** Tells that the sweep had to step in because Stripe's deliveries do not arrive, and what to look at. Else nothing. */
export function EndpointNotice({ health, className = '' }: { health: EndpointHealth; className?: string }) {
  const t = useTranslations('health.endpoint');
  if (health.state === 'well') return null;
  const code = (chunks: ReactNode) => <code className="text-ink">{chunks}</code>;
  return (
    <Notice tone="attention" title={t(`${health.state}Title`)} className={className}>
      <div className="max-w-[75ch]">
        {health.state === 'silent' ? (
          <p>
            {t('silent', { events: health.events, payments: health.payments })}{' '}
            <LastDelivery at={health.lastDelivered} />
          </p>
        ) : (
          <p>{t('partial', { events: health.events, kinds: health.kinds.join(', ') })}</p>
        )}
        <details className="mt-1.5">
          <summary className="w-fit py-1 text-ink hover:text-accent">{t('check')}</summary>
          <ul className="mt-1 list-disc space-y-1 pl-5">
            <li>
              {t.rich('address', {
                url: () => <code className="text-ink [overflow-wrap:anywhere]">{health.url}</code>,
                link: (chunks) => (
                  <a href={health.dashboard} target="_blank" rel="noreferrer" className="link">
                    {chunks}
                  </a>
                ),
              })}
            </li>
            <li>{t('outside')}</li>
            <li>{t.rich('secret', { code })}</li>
            <li>{t.rich('command', { code })}</li>
          </ul>
          <p className="mt-2">{t('goes')}</p>
        </details>
      </div>
    </Notice>
  );
}

function LastDelivery({ at }: { at: Date | null }) {
  const t = useTranslations('health.endpoint');
  return at ? t.rich('last', { time: () => <Moment at={at} /> }) : t('never');
}
