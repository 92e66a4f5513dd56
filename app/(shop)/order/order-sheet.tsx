import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/ui/button';
import { SubmitButton } from '@/app/ui/submit-button';
import { type BuyerOrder, orderStamp } from '@/lib/buyer-view/buyer-order';
import { payAgain } from './actions';
import type { Credential } from './credential';
import { ErasedNote } from './erased-note';
import { Headline } from './headline';
import { ManageSubscription } from './manage-subscription';
import { Parcels } from './parcels';
import './print.css';
import { Slip } from './slip';
import { Things } from './things';
import { Watcher } from './watcher';

/** Whether an order may still change by itself, within the time somebody looks at it. */
const mayChange = ({ payment, fulfillment }: BuyerOrder): boolean =>
  payment === 'awaiting' ||
  (payment === 'paid' && fulfillment !== 'fulfilled' && fulfillment !== 'cancelled');

/** An order in full, for its buyer: what became of it, everything in it, and the receipt. */
export function OrderSheet({ order, credential }: { order: BuyerOrder; credential: Credential }) {
  const t = useTranslations('order');
  const failed = order.payment === 'failed';
  const [field, value] =
    'token' in credential ? ['order', credential.token] : ['session_id', credential.sessionId];
  return (
    <div className="wrap grid items-start gap-x-16 gap-y-12 pt-12 sm:pt-20 lg:grid-cols-[minmax(0,1fr)_25rem] xl:grid-cols-[minmax(0,1fr)_27rem] xl:gap-x-24 print:block">
      <div className="min-w-0 space-y-12 sm:space-y-14" data-screen-only>
        <div>
          <Headline order={order} />
          {mayChange(order) && (
            <>
              <Watcher query={`${field}=${encodeURIComponent(value)}`} stamp={orderStamp(order)} />
              {order.payment === 'awaiting' && (
                <p className="mt-3 text-sm text-ink-faint" role="status">
                  {t('watching')}
                </p>
              )}
            </>
          )}
          {failed && (
            <form action={payAgain} className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3">
              <input type="hidden" name={field} value={value} />
              <SubmitButton>{t('payAgain')}</SubmitButton>
              <ButtonLink href="/" look="quiet">
                {t('toShop')}
              </ButtonLink>
            </form>
          )}
        </div>
        <ErasedNote order={order} />
        <Things order={order} />
        {order.manageable && <ManageSubscription credential={credential} />}
        <Parcels order={order} />
        {('token' in credential || order.receipt) && (
          <aside className="max-w-[52ch] text-sm text-ink-soft">
            <p className="font-medium text-ink">{t('keep')}</p>
            <p className="mt-1">{'token' in credential ? t('keepTextLink') : t('keepText')}</p>
          </aside>
        )}
      </div>
      <div className="min-w-0 lg:sticky lg:top-8">
        <Slip order={order} />
      </div>
    </div>
  );
}
