import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { StateLabel } from '@/app/ui/state-label';
import type { BuyerLine, BuyerOrder } from '@/lib/buyer-view/buyer-order';
import { ProductPicture } from '../product-picture';
import { ThingParts } from './thing-parts';

/** What was bought, thing by thing, each with the way to get it. */
export function Things({ order }: { order: BuyerOrder }) {
  const t = useTranslations('order');
  return (
    <section aria-labelledby="things" data-screen-only>
      <h2 id="things" className="sr-only">
        {t('things')}
      </h2>
      <ul className="border-t border-ink">
        {order.lines.map((line) => (
          <li
            key={line.id}
            className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-5 border-b border-rule py-6 sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-x-8 sm:py-8"
          >
            <Picture line={line} />
            <Thing line={line} order={order} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Picture({ line }: { line: BuyerLine }) {
  if (line.image) return <ProductPicture image={line.image} alt={line.alt} sizes="9rem" eager />;
  return (
    <div className="flex aspect-4/5 items-center justify-center border border-rule" aria-hidden="true">
      <span className="display text-heading text-rule-strong">?</span>
    </div>
  );
}

function Thing({ line, order }: { line: BuyerLine; order: BuyerOrder }) {
  const t = useTranslations('order');
  return (
    <div className="min-w-0">
      <h3 className="display text-title leading-snug text-balance">
        {line.slug ? (
          <Link href={`/products/${line.slug}`} className="hover:text-accent">
            {line.name}
          </Link>
        ) : (
          line.name
        )}
      </h3>
      {line.quantity > 1 && (
        <p className="mt-1 text-sm text-ink-soft">{t('quantity', { count: line.quantity })}</p>
      )}
      {line.unitsRefunded > 0 && line.unitsRefunded < line.quantity && (
        <p className="mt-1 text-sm text-ink-soft">{t('unitsRefunded', { count: line.unitsRefunded })}</p>
      )}
      <Standing line={line} order={order} />
      <ThingParts line={line} order={order} />
      {line.frozen && (
        <StateLabel tone="waiting" className="mt-3">
          {t('lineFrozen')}
        </StateLabel>
      )}
    </div>
  );
}

/** How far this one is, where that is not plain from what is offered below it. */
function Standing({ line, order }: { line: BuyerLine; order: BuyerOrder }) {
  const t = useTranslations('order');
  const parcels = order.parcels.filter((parcel) => parcel.items.some((item) => item.lineId === line.id));
  const going = parcels.filter((parcel) => parcel.state !== 'cancelled');
  const gone = order.payment === 'refunded' || order.payment === 'failed';
  if (line.state === 'needs_attention') {
    return (
      <StateLabel tone="waiting" className="mt-3">
        {t('lineAttention')}
      </StateLabel>
    );
  }
  if (line.state === 'back_ordered' && going.length === 0) {
    return (
      <StateLabel tone="waiting" className="mt-3">
        {t('lineBackOrdered')}
      </StateLabel>
    );
  }
  if (line.state === 'cancelled') {
    return <StateLabel className="mt-3">{t('lineCancelled')}</StateLabel>;
  }
  if (line.state === 'pending') {
    return gone ? null : (
      <StateLabel tone="waiting" className="mt-3">
        {t(order.payment === 'disputed' ? 'lineFrozen' : 'linePending')}
      </StateLabel>
    );
  }
  if (going.length === 0) return null;
  const step = going.every((parcel) => parcel.state === 'delivered')
    ? 'delivered'
    : going.every((parcel) => parcel.state !== 'awaiting_shipment')
      ? 'sent'
      : 'packing';
  // What has not left stays while the payment is disputed; a line with more to it than goods says so below.
  const stays = step === 'packing' && order.payment === 'disputed';
  if (stays && line.frozen) return null;
  return (
    <StateLabel tone={step === 'packing' ? 'waiting' : 'good'} className="mt-3">
      {stays ? t('lineFrozen') : t(`parcelSteps.${step}`)}
    </StateLabel>
  );
}
