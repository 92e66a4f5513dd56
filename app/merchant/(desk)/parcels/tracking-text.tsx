import { useTranslations } from 'next-intl';
import { carrierName, trackingLink } from '@/lib/shipping/carriers';
import type { Tracking } from '@/lib/shipping/tracking-fields';

/** Who carries a parcel and its number, which leads to where it can be followed. Nothing where neither is known. */
export function TrackingText({ parcel }: { parcel: Tracking }) {
  const t = useTranslations('parcels');
  const { trackingNumber } = parcel;
  const carrier = carrierName(parcel.carrier);
  const link = trackingLink(parcel);
  const shown = trackingNumber && <span className="figures select-all">{trackingNumber}</span>;
  if (!carrier && !shown && !link) return null;
  return (
    <span className="[overflow-wrap:anywhere]">
      {carrier}
      {carrier && (shown || link) && ' · '}
      {link ? (
        <a
          href={link}
          target="_blank"
          rel="noopener noreferrer"
          className="link"
          aria-label={t('followHint', {
            number: trackingNumber ?? '',
            carrier: carrier ?? new URL(link).host,
          })}
        >
          {shown || t('follow')}
        </a>
      ) : (
        shown
      )}
    </span>
  );
}
