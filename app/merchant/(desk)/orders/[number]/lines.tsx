import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AttentionText } from '@/app/merchant/ui/attention-text';
import { LineLabel } from '@/app/merchant/ui/states';
import { Price } from '@/app/ui/price';
import { receiptMoney, totalRows } from '@/lib/buyer-view/totals';
import { lineName } from '@/lib/catalogue/line-name';
import { readAttention } from '@/lib/fulfillment/attention-words';
import { isPaid } from '@/lib/is-paid';
import type { MerchantLine, MerchantOrder, MerchantParcel } from '@/lib/orders/merchant/load-order';
import { refundable } from '@/lib/orders/merchant/refundable';
import { ByHandForm } from './by-hand-form';
import { Grants } from './grants';
import { type Short, ShortLine } from './short-line';

const head = 'pb-2 pr-5 font-normal';

/** What was bought: amounts, how far each line is, and what it gave the buyer. */
export function Lines({ order }: { order: MerchantOrder }) {
  const t = useTranslations('merchant.order');
  const locale = useLocale();
  const gone = { refunded: order.amountRefunded - order.amountLost, lost: order.amountLost };
  const hasShipment = order.lines.some(({ product }) => product?.kinds.includes('shipment'));
  const { refusal, lines: left } = refundable(order);
  const shortOf = ({ id, state }: MerchantLine): Short | null => {
    const line = left.find(({ lineId }) => lineId === id);
    return line && line.missing > 0 ? { line, mayRefund: refusal === null, waits: state } : null;
  };
  return (
    <table className="w-full text-sm">
      <thead className="label text-left">
        <tr className="max-sm:sr-only">
          <th scope="col" className={head}>
            {t('columns.item')}
          </th>
          <th scope="col" className={head}>
            {t('columns.state')}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t('columns.quantity')}
          </th>
          <th scope="col" className="pb-2 text-right font-normal">
            {t('columns.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {order.lines.map((line) => (
          <Line
            key={line.id}
            line={line}
            short={shortOf(line)}
            parcels={order.parcels}
            mayFinish={isPaid(order.payment) || order.payment === 'refunded'}
          />
        ))}
      </tbody>
      <tfoot>
        {totalRows(order, hasShipment).map(({ name, amount }) => (
          <Total key={name} label={t(name)} amount={<Price amount={amount} currency={order.currency} />} />
        ))}
        <Total
          strong
          label={t('total')}
          amount={<Price amount={order.amountTotal} currency={order.currency} />}
        />
        {order.amountRefunded > 0 && (
          <>
            {(['refunded', 'lost'] as const)
              .filter((name) => gone[name] > 0)
              .map((name) => (
                <Total
                  key={name}
                  label={t(name)}
                  amount={receiptMoney(-gone[name], order.currency, locale)}
                />
              ))}
            <Total
              strong
              label={t('kept')}
              amount={<Price amount={order.amountTotal - order.amountRefunded} currency={order.currency} />}
            />
          </>
        )}
      </tfoot>
    </table>
  );
}

function Line({
  line,
  short,
  parcels,
  mayFinish,
}: {
  line: MerchantLine;
  short: Short | null;
  parcels: MerchantParcel[];
  mayFinish: boolean;
}) {
  const t = useTranslations('merchant.order');
  const locale = useLocale();
  const { attention, product, quantity, unitsRefunded } = line;
  return (
    <tr className="border-t border-rule align-top max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-4 max-sm:py-2.5">
      <th scope="row" className="w-full py-2.5 pr-5 text-left font-normal max-sm:p-0">
        <span className="font-medium">{lineName(line, locale)}</span>
        {product ? (
          <span className="ml-2 text-xs text-ink-faint">{product.slug}</span>
        ) : (
          <span className="block text-xs text-attention">
            {t('noProduct')} {line.stripePriceId && <code>{line.stripePriceId}</code>}
          </span>
        )}
        <Grants line={line} parcels={parcels} />
        {unitsRefunded > 0 && (
          <span className="mt-1 block text-xs text-ink-soft">
            {t('unitsRefunded', { refunded: unitsRefunded, quantity })}
          </span>
        )}
        <AttentionText of={readAttention(attention, [line])} className="mt-1.5 max-w-[60ch] text-attention" />
        <ShortLine line={line} short={short} />
        <ByHandForm
          lineId={line.id}
          offered={mayFinish && (line.state === 'needs_attention' || line.state === 'back_ordered')}
          texts={{
            open: t('byHand'),
            note: t('byHandNote'),
            hint: t('byHandHint'),
            submit: t('byHandSubmit'),
            pending: t('byHandPending'),
          }}
        />
      </th>
      <td className="py-2.5 pr-5 whitespace-nowrap max-sm:order-3 max-sm:p-0 max-sm:pt-1">
        <LineLabel state={line.state} />
      </td>
      <td className="figures py-2.5 pr-5 text-right max-sm:order-4 max-sm:p-0 max-sm:pt-1">
        <span className="sm:hidden">× </span>
        {quantity}
      </td>
      <td className="py-2.5 text-right max-sm:p-0">
        <Price amount={line.amountSubtotal} currency={line.currency} />
      </td>
    </tr>
  );
}

function Total({ label, amount, strong = false }: { label: string; amount: ReactNode; strong?: boolean }) {
  return (
    <tr
      className={`border-t border-rule max-sm:grid max-sm:grid-cols-[1fr_auto] ${strong ? 'font-medium' : 'text-ink-soft'}`}
    >
      <th
        scope="row"
        colSpan={3}
        className={`py-2 pr-5 text-right max-sm:text-left ${strong ? 'font-medium' : 'font-normal'}`}
      >
        {label}
      </th>
      <td className="figures py-2 text-right whitespace-nowrap">{amount}</td>
    </tr>
  );
}
