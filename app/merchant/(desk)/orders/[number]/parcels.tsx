import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { carrierNames, deskTexts, formKey, shipItems } from '@/app/merchant/(desk)/parcels/desk-texts';
import { ParcelDesk } from '@/app/merchant/(desk)/parcels/parcel-desk';
import { slipsUrl } from '@/app/merchant/(desk)/parcels/parcels-url';
import { CorrectForm, DeliverForm, UnsendForm } from '@/app/merchant/(desk)/parcels/sent-forms';
import { ShipForm } from '@/app/merchant/(desk)/parcels/ship-form';
import { TrackingText } from '@/app/merchant/(desk)/parcels/tracking-text';
import { Moment } from '@/app/merchant/ui/moment';
import { ParcelLabel } from '@/app/merchant/ui/states';
import { lineName } from '@/lib/catalogue/line-name';
import type { MerchantOrder, MerchantParcel } from '@/lib/orders/merchant/load-order';
import { carrierName } from '@/lib/shipping/carriers';
import { type Held, whyHeld } from '@/lib/shipping/may-leave';
import { missingUnits } from '@/lib/shipping/missing-units';

/** The parcels of an order: what lies in each, where it is, and what can be done with it. */
export function Parcels({ order }: { order: MerchantOrder }) {
  const t = useTranslations('parcels');
  const locale = useLocale();
  const names = new Map(
    order.lines.flatMap((line) => line.fulfillments.map(({ id }) => [id, lineName(line, locale)])),
  );
  const going = order.parcels.filter(({ state }) => state !== 'cancelled');
  const backOrdered = order.lines.flatMap((line) => {
    const fulfillments = line.fulfillments.filter(({ kind }) => kind === 'shipment');
    const quantity = line.state === 'back_ordered' ? missingUnits({ ...line, fulfillments }) : 0;
    return quantity > 0 ? [t('item', { quantity, name: lineName(line, locale) })] : [];
  });
  return (
    <ParcelDesk texts={deskTexts(t)} carrierNames={carrierNames}>
      <ol className="border-b border-rule text-sm">
        {order.parcels.map((parcel) => (
          <li key={parcel.id} className="border-t border-rule py-3">
            <Parcel
              parcel={parcel}
              title={
                parcel.state === 'cancelled'
                  ? t('calledOff')
                  : going.length === 1
                    ? t('alone')
                    : t('place', { place: going.indexOf(parcel) + 1, of: going.length })
              }
              items={parcel.items.map((item) => ({
                ...item,
                name: names.get(item.fulfillmentId) ?? '',
              }))}
              held={whyHeld(order.payment)}
            />
          </li>
        ))}
        {backOrdered.length > 0 && (
          <li className="border-t border-rule py-3 text-ink-soft">
            {t('follows', { what: backOrdered.join(', ') })}
          </li>
        )}
      </ol>
    </ParcelDesk>
  );
}

function Parcel({
  parcel,
  title,
  items,
  held,
}: {
  parcel: MerchantParcel;
  title: string;
  items: { fulfillmentId: string; quantity: number; name: string }[];
  held: Held | null;
}) {
  const t = useTranslations('parcels');
  const { id, state, shippedAt, deliveredAt } = parcel;
  const waits = state === 'awaiting_shipment';
  const sent = state === 'shipped' || state === 'delivered';
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{title}</span>
        {state !== 'cancelled' && <ParcelLabel state={state} frozen={held === 'frozen'} />}
      </p>
      <p className="mt-0.5 text-ink-soft">
        {items.map(({ quantity, name }) => t('item', { quantity, name })).join(', ')}
      </p>
      {shippedAt && (
        <p className="mt-0.5 text-ink-soft">{t.rich('sent', { time: () => <Moment at={shippedAt} /> })}</p>
      )}
      {deliveredAt && (
        <p className="mt-0.5 text-ink-soft">
          {t.rich('delivered', { time: () => <Moment at={deliveredAt} /> })}
        </p>
      )}
      <p className="mt-0.5 text-ink-soft empty:hidden">
        <TrackingText parcel={parcel} />
      </p>
      {waits && held && <p className="mt-1 text-attention">{t(`held.${held}`)}</p>}
      {waits && !held && <ShipForm key={formKey(items)} parcelId={id} items={shipItems(items, t)} />}
      {(sent || (waits && !held)) && (
        <div className="mt-2 flex flex-wrap items-start gap-x-6 gap-y-2">
          {state === 'shipped' && <DeliverForm parcelId={id} />}
          {sent && (
            <CorrectForm
              parcelId={id}
              carrier={carrierName(parcel.carrier)}
              trackingNumber={parcel.trackingNumber}
              trackingUrl={parcel.trackingUrl}
            />
          )}
          {state === 'shipped' && <UnsendForm parcelId={id} />}
          <Link href={slipsUrl([id])} prefetch={false} className="link py-1 text-ink-soft">
            {t('slip')}
          </Link>
        </div>
      )}
    </>
  );
}
