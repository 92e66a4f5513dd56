import { useLocale, useTranslations } from 'next-intl';
import type { BuyerOrder, BuyerParcel } from '@/lib/buyer-view/buyer-order';
import { shortDay } from '@/lib/buyer-view/dates';

const steps = ['packing', 'sent', 'delivered'] as const;

const stepOf = { awaiting_shipment: 0, shipped: 1, delivered: 2, cancelled: -1 } as const;

/** What comes to nothing goes nowhere. */
const mayStillShip = new Set<BuyerOrder['payment']>(['awaiting', 'paid', 'partly_refunded']);

/** Where the goods go and how far they are, parcel by parcel. */
export function Parcels({ order }: { order: BuyerOrder }) {
  const t = useTranslations('order');
  const follow = useTranslations('orderParcels');
  const { shippingAddress, backOrdered } = order;
  // One that was called off is of interest only where nothing else comes.
  const going = order.parcels.filter(({ state }) => state !== 'cancelled');
  const parcels = going.length > 0 || backOrdered.length > 0 ? going : order.parcels.slice(0, 1);
  if (!order.hasShipment || (parcels.length === 0 && !mayStillShip.has(order.payment))) return null;
  return (
    <section
      aria-labelledby="ship-to"
      className="grid gap-x-8 gap-y-8 sm:grid-cols-[9rem_minmax(0,1fr)]"
      data-screen-only
    >
      {shippingAddress && (
        <div>
          <h2 id="ship-to" className="label">
            {t('shipTo')}
          </h2>
          <address className="mt-1.5 text-sm not-italic [overflow-wrap:anywhere] sm:-mr-3">
            {[shippingAddress.name, ...shippingAddress.lines].filter(Boolean).map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </address>
        </div>
      )}
      {(parcels.length > 0 || backOrdered.length > 0) && (
        <ol className="space-y-8">
          {parcels.map((parcel, index) => (
            <li key={parcel.id}>
              <h3 className="label">
                {parcels.length > 1
                  ? t('parcel', { number: index + 1, count: parcels.length })
                  : t('parcelAlone')}
              </h3>
              <Track parcel={parcel} frozen={order.payment === 'disputed'} />
              {!(parcels.length === 1 && holdsAll(order)) && (
                <p className="mt-3 text-sm text-ink-soft">
                  {parcel.items.map(({ quantity, name }) => t('parcelItems', { quantity, name })).join(', ')}
                </p>
              )}
              <Tracking parcel={parcel} />
            </li>
          ))}
          {backOrdered.length > 0 && (
            <li>
              <h3 className="label">{follow('later')}</h3>
              <p className="mt-1.5 text-sm">
                {backOrdered.map(({ quantity, name }) => t('parcelItems', { quantity, name })).join(', ')}
              </p>
              <p className="mt-1 max-w-[52ch] text-sm text-ink-soft">{follow('laterText')}</p>
            </li>
          )}
        </ol>
      )}
    </section>
  );
}

/** Who carries a parcel, under which number, and where one follows it. Nothing where none of it is known. */
function Tracking({ parcel }: { parcel: BuyerParcel }) {
  const t = useTranslations('orderParcels');
  const { carrier, trackingNumber, trackingLink } = parcel;
  if (!carrier && !trackingNumber && !trackingLink) return null;
  const number = trackingNumber && t('number', { number: trackingNumber });
  return (
    <p className="mt-3 flex flex-wrap gap-x-4 text-sm">
      {(number || !trackingLink) && (
        <span className="figures [overflow-wrap:anywhere]">
          {[trackingLink ? null : carrier, number].filter(Boolean).join(', ')}
        </span>
      )}
      {trackingLink && (
        <a href={trackingLink} target="_blank" rel="noopener noreferrer" className="link">
          {carrier ? t('follow', { carrier }) : t('followUnnamed')}
        </a>
      )}
    </p>
  );
}

/** Whether what lies in parcels is all that was bought to be sent: then a single one need not be told apart. */
function holdsAll({ lines, parcels }: BuyerOrder): boolean {
  const packed = parcels.flatMap(({ items }) => items).reduce((sum, { quantity }) => sum + quantity, 0);
  const bought = lines.filter(({ kinds }) => kinds.includes('shipment'));
  return packed === bought.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Three stops on a line, the ones behind the parcel filled. One that has not left stays while `frozen`. */
function Track({ parcel, frozen }: { parcel: BuyerParcel; frozen: boolean }) {
  const t = useTranslations('order');
  const locale = useLocale();
  const at = stepOf[parcel.state];
  if (at < 0) return <p className="mt-2 text-sm text-ink-soft">{t('parcelSteps.cancelled')}</p>;
  if (at === 0 && frozen) return <p className="mt-2 text-sm text-ink-soft">{t('lineFrozen')}</p>;
  const days = [null, parcel.shippedAt, parcel.deliveredAt];
  return (
    <ol className="mt-3 grid grid-cols-3">
      {steps.map((step, index) => {
        const day = days[index];
        return (
          <li
            key={step}
            aria-current={index === at ? 'step' : undefined}
            className="relative pt-5 pr-3 text-sm"
          >
            {index < steps.length - 1 && (
              <span
                aria-hidden="true"
                className={`absolute top-[5px] left-3 h-px w-full ${index < at ? 'bg-ink' : 'bg-rule'}`}
              />
            )}
            <span
              aria-hidden="true"
              className={`absolute top-0 left-0 size-[11px] rounded-full border ${index <= at ? 'border-ink bg-ink' : 'border-rule-strong bg-paper'}`}
            />
            <span className={index === at ? 'font-medium' : index < at ? '' : 'text-ink-faint'}>
              {t(`parcelSteps.${step}`)}
            </span>
            {day && <span className="figures block text-ink-faint">{shortDay(day, locale)}</span>}
          </li>
        );
      })}
    </ol>
  );
}
