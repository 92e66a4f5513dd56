import { useLocale, useTranslations } from 'next-intl';
import { Price } from '@/app/ui/price';
import { StateLabel } from '@/app/ui/state-label';
import { longDay } from '@/lib/buyer-view/dates';
import type { ListedOrder } from '@/lib/orders/buyer/load-order-list';
import { publicTones } from '../../order/public-tones';

/** The orders one under the other: number, day, what it was, how it stands. The number leads to the order's page. */
export function OrderList({ orders }: { orders: ListedOrder[] }) {
  const t = useTranslations('buyers.mine');
  const states = useTranslations('limited.state');
  const locale = useLocale();
  return (
    <ul className="mt-10 border-b border-rule sm:mt-14">
      {orders.map((order) => (
        <li
          key={order.id}
          className="group relative grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-6 gap-y-1.5 border-t border-rule py-5 sm:grid-cols-[9rem_minmax(0,1fr)_13rem_7rem] sm:py-6"
        >
          <h2 className="display figures text-title">
            {/* The link's box covers the row: the whole of it may be pressed. */}
            <a href={order.url} className="after:absolute after:inset-0 group-hover:text-accent">
              {order.number || t('unnumbered')}
            </a>
          </h2>
          <Price
            amount={order.amountTotal}
            currency={order.currency}
            className="text-right font-medium sm:order-last"
          />
          <p className="col-span-2 text-ink-soft sm:col-span-1">
            {order.items.map(({ id, name, quantity }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                {quantity > 1 ? t('items', { quantity, name }) : name}
              </span>
            ))}
            {order.more > 0 && ` ${t('more', { count: order.more })}`}
            <span className="figures block text-sm text-ink-faint">{longDay(order.at, locale)}</span>
          </p>
          <p className="col-span-2 sm:col-span-1">
            <StateLabel tone={publicTones[order.state]}>{states(order.state)}</StateLabel>
          </p>
        </li>
      ))}
    </ul>
  );
}
