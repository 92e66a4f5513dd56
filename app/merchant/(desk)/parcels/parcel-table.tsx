import Link from 'next/link';
import { useLocale, useNow, useTranslations } from 'next-intl';
import { lineName } from '@/lib/catalogue/line-name';
import { orderNumber } from '@/lib/order-number';
import type { ParcelFilter, ParcelRow } from '@/lib/orders/parcels/list-parcels';
import { shortSpan } from '@/lib/reports/delay';
import { carrierName } from '@/lib/shipping/carriers';
import { Moment } from '../../ui/moment';
import { formKey, shipItems } from './desk-texts';
import { slipsUrl } from './parcels-url';
import { CorrectForm, DeliverForm, UnsendForm } from './sent-forms';
import { ShipForm } from './ship-form';
import { TrackingText } from './tracking-text';

const head = 'pb-2 pr-6 text-left font-normal';
const cell = 'py-2.5 pr-6 align-top max-lg:p-0';

/** ID of the form that the ticks belong to. */
export const slipsForm = 'slips';

/**
 * Parcels as a table; on a narrow screen each as a small sheet of its own. One body for each, so that what can be done
 * with it takes a line for itself.
 */
export function ParcelTable({ filter, rows }: { filter: ParcelFilter; rows: ParcelRow[] }) {
  const t = useTranslations('parcels');
  return (
    <table className="mt-4 w-full border-b border-rule text-sm max-lg:block">
      <caption className="sr-only">{t(`caption.${filter}`)}</caption>
      <thead className="label max-lg:sr-only">
        <tr>
          <th scope="col" className={`${head} pr-4!`}>
            {t('columns.select')}
          </th>
          <th scope="col" className={head}>
            {t('columns.order')}
          </th>
          <th scope="col" className={head}>
            {t('columns.to')}
          </th>
          <th scope="col" className={head}>
            {t('columns.items')}
          </th>
          <th scope="col" className={head}>
            {t('columns.shipping')}
          </th>
          <th scope="col" className="pb-2 text-right font-normal">
            {t(`columns.since.${filter}`)}
          </th>
        </tr>
      </thead>
      {rows.map((parcel) => (
        <Row key={parcel.id} parcel={parcel} />
      ))}
    </table>
  );
}

function Row({ parcel }: { parcel: ParcelRow }) {
  const t = useTranslations('parcels');
  const locale = useLocale();
  const now = useNow();
  const order = orderNumber({ number: parcel.orderNumber });
  const { place, of, items, backOrdered, country, city } = parcel;
  const where = [city, country && new Intl.DisplayNames(locale, { type: 'region' }).of(country)];
  const waits = parcel.state === 'awaiting_shipment';
  const since = (waits ? null : (parcel.deliveredAt ?? parcel.shippedAt)) ?? parcel.createdAt;
  return (
    <tbody className="border-t border-rule max-lg:block max-lg:py-3 hover:bg-sheet">
      <tr className="max-lg:grid max-lg:grid-cols-[auto_1fr_auto] max-lg:gap-x-3 max-lg:gap-y-1">
        <td className={`${cell} lg:pr-4 max-lg:row-span-2`}>
          <label className="-m-3 block p-3">
            <span className="sr-only">{t('select', { order, place })}</span>
            <input
              type="checkbox"
              name="ids"
              value={parcel.id}
              form={slipsForm}
              className="mt-0.5 block size-4 accent-ink"
            />
          </label>
        </td>
        <th scope="row" className={`${cell} text-left font-normal whitespace-nowrap`}>
          <Link
            href={`/merchant/orders/${order}`}
            prefetch={false}
            className="figures font-medium hover:text-accent"
          >
            {order}
          </Link>
          <span className="figures block text-xs text-ink-faint">
            {of > 1 ? t('place', { place, of }) : t('alone')}
          </span>
        </th>
        <td className={`${cell} lg:min-w-[12rem] max-lg:order-3 max-lg:col-span-2 max-lg:col-start-2`}>
          <span className="block">
            {parcel.name ?? <span className="text-ink-faint">{t('noName')}</span>}
          </span>
          <span className="block text-ink-faint lg:text-xs">{where.filter(Boolean).join(', ')}</span>
        </td>
        <td className={`${cell} lg:w-full max-lg:order-4 max-lg:col-span-2 max-lg:col-start-2`}>
          <ul>
            {items.map((item) => (
              <li key={item.fulfillmentId} className="figures">
                {t('item', { quantity: item.quantity, name: lineName(item, locale) })}
              </li>
            ))}
          </ul>
          {backOrdered.length > 0 && (
            <p className="mt-0.5 text-ink-soft">
              {t('follows', {
                what: backOrdered
                  .map((thing) => t('item', { quantity: thing.quantity, name: lineName(thing, locale) }))
                  .join(', '),
              })}
            </p>
          )}
        </td>
        <td className={`${cell} lg:min-w-[13rem] max-lg:order-5 max-lg:col-span-2 max-lg:col-start-2`}>
          <span className="block whitespace-nowrap text-ink-soft">
            {parcel.shippingOption ?? <span className="text-ink-faint">{t('noShipping')}</span>}
          </span>
          <TrackingText parcel={parcel} />
        </td>
        <td className="py-2.5 text-right align-top whitespace-nowrap max-lg:order-2 max-lg:p-0">
          {waits && (
            <span className="figures block font-medium">
              {shortSpan(now.getTime() - since.getTime(), locale)}
            </span>
          )}
          <Moment at={since} className="text-ink-faint lg:text-xs" />
        </td>
      </tr>
      <tr className="max-lg:mt-1 max-lg:block">
        <td className="max-lg:hidden" />
        <td colSpan={5} className="pb-3 max-lg:block max-lg:p-0 max-lg:pl-7">
          <Deeds parcel={parcel} />
        </td>
      </tr>
    </tbody>
  );
}

/** What can be done with a parcel now, or why nothing can. */
function Deeds({ parcel }: { parcel: ParcelRow }) {
  const t = useTranslations('parcels');
  const locale = useLocale();
  const { id, state, held } = parcel;
  const slip = (
    <Link
      href={slipsUrl([id])}
      prefetch={false}
      className="link inline-block py-1 text-ink-soft"
      aria-label={t('slipOf', { order: orderNumber({ number: parcel.orderNumber }), place: parcel.place })}
    >
      {t('slip')}
    </Link>
  );
  if (state === 'awaiting_shipment' && held) {
    return <p className="text-attention">{t(`held.${held}`)}</p>;
  }
  if (state === 'awaiting_shipment') {
    const items = parcel.items.map((item) => ({ ...item, name: lineName(item, locale) }));
    return (
      <div className="relative">
        <details>
          <summary className="w-fit py-1 font-medium hover:text-accent">{t('form.open')}</summary>
          <ShipForm key={formKey(items)} parcelId={id} items={shipItems(items, t)} />
        </details>
        <span className="absolute top-0 right-0">{slip}</span>
      </div>
    );
  }
  return (
    <div className="relative flex flex-wrap items-start gap-x-6 gap-y-1 max-lg:mt-2">
      {state === 'shipped' && <DeliverForm parcelId={id} />}
      <div className="min-w-0 flex-1 max-lg:basis-full lg:pr-28">
        <CorrectForm
          parcelId={id}
          carrier={carrierName(parcel.carrier)}
          trackingNumber={parcel.trackingNumber}
          trackingUrl={parcel.trackingUrl}
        />
        {state === 'shipped' && <UnsendForm parcelId={id} />}
      </div>
      <span className="absolute top-0 right-0">{slip}</span>
    </div>
  );
}
