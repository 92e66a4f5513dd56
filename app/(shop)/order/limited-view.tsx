import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/ui/button';
import { StateLabel } from '@/app/ui/state-label';
import { type OrderHead, orderStamp } from '@/lib/buyer-view/buyer-order';
import { publicState } from '@/lib/buyer-view/headline';
import { publicTones } from './public-tones';
import { SendLinkForm } from './send-link-form';
import { SlipDrawing } from './slip-drawing';
import { Watcher } from './watcher';

/** What whoever has a session's ID may see of somebody's order: number and state, and a way to the rest (I8). */
export function LimitedView({ head, sessionId }: { head: OrderHead; sessionId: string }) {
  const t = useTranslations('limited');
  const state = publicState(head);
  return (
    <div className="wrap grid items-center gap-x-16 gap-y-10 pt-12 sm:pt-20 lg:grid-cols-[minmax(0,1fr)_22rem] lg:pt-24">
      <div className="order-first lg:order-last">
        <SlipDrawing condition="covered" />
      </div>
      <div className="min-w-0">
        <StateLabel tone={publicTones[state]} className="mb-5">
          {t(`state.${state}`)}
        </StateLabel>
        <h1 className="display text-display max-w-[15ch]">
          {head.number ? t('title', { number: head.number }) : t('titleNoNumber')}
        </h1>
        <p className="mt-6 max-w-[50ch] text-lg text-ink-soft">{head.hasEmail ? t('text') : t('noEmail')}</p>
        <div className="mt-9 flex flex-wrap items-center gap-x-6 gap-y-3">
          {head.hasEmail && (
            <SendLinkForm
              sessionId={sessionId}
              words={{
                send: t('send'),
                sending: t('sending'),
                sent: t.raw('sent'),
                noAddress: t('noAddress'),
              }}
            />
          )}
          <ButtonLink href="/orders" look="quiet">
            {t('findOrders')}
          </ButtonLink>
          <ButtonLink href="/" look="quiet">
            {t('toShop')}
          </ButtonLink>
        </div>
      </div>
      {head.payment === 'awaiting' && <Watcher query={`session_id=${sessionId}`} stamp={orderStamp(head)} />}
    </div>
  );
}
