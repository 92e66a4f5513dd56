import { useTranslations } from 'next-intl';
import { Moment } from '@/app/merchant/ui/moment';
import { ParcelLabel } from '@/app/merchant/ui/states';
import type { MerchantOrder, MerchantParcel } from '@/lib/orders/merchant/load-order';
import { mayLeave } from '@/lib/orders/merchant/ship-parcel';
import { ShipForm } from './ship-form';

/** The parcels of an order: what lies in each, and where it is. */
export function Parcels({ order }: { order: MerchantOrder }) {
  const names = new Map(
    order.lines.flatMap(({ description, fulfillments }) => fulfillments.map(({ id }) => [id, description])),
  );
  return (
    <ol className="border-b border-rule text-sm">
      {order.parcels.map((parcel, index) => (
        <li key={parcel.id} className="border-t border-rule py-3">
          <Parcel parcel={parcel} number={index + 1} names={names} paid={mayLeave(order.payment)} />
        </li>
      ))}
    </ol>
  );
}

function Parcel({
  parcel,
  number,
  names,
  paid,
}: {
  parcel: MerchantParcel;
  number: number;
  names: Map<string, string>;
  paid: boolean;
}) {
  const t = useTranslations('merchant.order');
  const { shippedAt, deliveredAt, carrier, trackingNumber } = parcel;
  const waits = parcel.state === 'awaiting_shipment';
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{t('parcel', { number })}</span>
        <ParcelLabel state={parcel.state} />
      </p>
      <p className="mt-0.5 text-ink-soft">
        {parcel.items
          .map(({ fulfillmentId, quantity }) => `${quantity} × ${names.get(fulfillmentId) ?? ''}`)
          .join(', ')}
      </p>
      {shippedAt && (
        <p className="mt-0.5 text-ink-soft">
          {t.rich('sent', { time: () => <Moment at={shippedAt} /> })}
          {carrier && ` · ${carrier}`}
          {trackingNumber && (
            <>
              {' · '}
              <code className="select-all">{trackingNumber}</code>
            </>
          )}
        </p>
      )}
      {deliveredAt && (
        <p className="mt-0.5 text-ink-soft">
          {t.rich('delivered', { time: () => <Moment at={deliveredAt} /> })}
        </p>
      )}
      {waits && !paid && <p className="mt-1 text-attention">{t('notYours')}</p>}
      <ShipForm
        parcelId={parcel.id}
        offered={waits && paid}
        texts={{
          carrier: t('carrier'),
          tracking: t('tracking'),
          optional: t('optional'),
          submit: t('markSent'),
          pending: t('marking'),
        }}
      />
    </>
  );
}
