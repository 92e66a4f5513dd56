import { useLocale, useTranslations } from 'next-intl';
import type { BuyerOrder } from '@/lib/buyer-view/buyer-order';
import { longDay } from '@/lib/buyer-view/dates';
import { receiptMoney, totalRows } from '@/lib/buyer-view/totals';
import { isPaid } from '@/lib/is-paid';
import { Postmark } from './postmark';
import { PrintButton } from './print-button';
import styles from './slip.module.css';

/** The receipt, as a slip of paper that can be printed by itself: number, day, lines, sums, where it was sent. */
export function Slip({ order }: { order: BuyerOrder }) {
  const t = useTranslations();
  const locale = useLocale();
  const money = (amount: number) => receiptMoney(amount, order.currency, locale);
  const day = longDay(order.paidAt ?? order.createdAt, locale);
  const paid = order.paidAt !== null;
  return (
    <section aria-labelledby="slip" data-receipt>
      <h2 id="slip" className="sr-only">
        {t('order.slip')}
      </h2>
      <div className={styles.slip}>
        <div className="relative px-6 pt-6 pb-7 sm:px-9 sm:pt-8 sm:pb-9">
          {order.paidAt && isPaid(order.payment) && (
            <div className="absolute top-14 right-3 sm:top-17 sm:right-6">
              <Postmark word={t('order.stampPaid')} day={order.paidAt} />
            </div>
          )}
          <p className="flex items-baseline justify-between gap-4 text-sm text-ink-faint">
            <span>{t('order.house')}</span>
            <span>{t('order.place')}</span>
          </p>
          <p className="label mt-7">{t('order.numberLabel')}</p>
          <p className="display figures relative text-[3.25rem] leading-none tracking-tight">
            {order.number ?? '–'}
          </p>
          <p className="figures mt-3 text-sm text-ink-soft">
            {paid ? t('order.paidOn', { date: day }) : t('order.placedOn', { date: day })}
          </p>
          <ul className="mt-6 space-y-2 border-t border-ink pt-5">
            {order.lines.map((line) => (
              <li key={line.id} className={styles.row}>
                <span className="max-w-[75%]">
                  {line.quantity > 1 && <span className="figures">{line.quantity} × </span>}
                  {line.name}
                </span>
                <span className={styles.dots} aria-hidden="true" />
                <span className="figures whitespace-nowrap">{money(line.amountSubtotal)}</span>
              </li>
            ))}
          </ul>
          <dl className="mt-5 space-y-1.5 border-t border-rule pt-4 text-sm text-ink-soft empty:hidden">
            {totalRows(order, order.hasShipment).map(({ name, amount }) => (
              <div key={name} className={styles.row}>
                <dt>{t(`totals.${name}`)}</dt>
                <dd className={styles.dots} aria-hidden="true" />
                <dd className="figures whitespace-nowrap">
                  {name === 'shipping' && amount === 0 ? t('totals.free') : money(amount)}
                </dd>
              </div>
            ))}
          </dl>
          <p className="mt-4 flex items-baseline justify-between gap-4 border-t border-ink pt-4">
            <span className="display text-title">{t('totals.total')}</span>
            <span className="display figures text-[2rem] leading-none whitespace-nowrap">
              {money(order.amountTotal)}
            </span>
          </p>
          {order.amountRefunded > 0 && (
            <p className={`${styles.row} mt-3 text-sm text-ink-soft`}>
              <span>{t('totals.refunded')}</span>
              <span className={styles.dots} aria-hidden="true" />
              <span className="figures whitespace-nowrap">{money(-order.amountRefunded)}</span>
            </p>
          )}
          <Address order={order} />
        </div>
      </div>
      <div className="mt-5 px-6 text-sm text-ink-soft sm:px-9" data-screen-only>
        {order.receipt && (
          <p className="break-words">
            {order.receipt.sentAt
              ? t('order.receiptSent', { email: order.receipt.recipient })
              : t('order.receiptQueued', { email: order.receipt.recipient })}
          </p>
        )}
        {paid && <PrintButton />}
      </div>
    </section>
  );
}

/** On paper only: the screen shows it beside the parcels. */
function Address({ order: { shippingAddress, hasShipment } }: { order: BuyerOrder }) {
  const t = useTranslations('order');
  if (!hasShipment || !shippingAddress) return null;
  return (
    <div className="hidden pt-8 text-sm print:block">
      <p className="label">{t('shipTo')}</p>
      {[shippingAddress.name, ...shippingAddress.lines].filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
