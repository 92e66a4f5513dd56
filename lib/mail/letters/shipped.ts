import type { BuyerOrder } from '../../buyer-view/buyer-order';
import type { SentParcel } from '../facts/sent-parcel';
import { type Letter, letter } from './letter';
import type { OrderTools } from './letter-tools';
import { addressPart } from './receipt-part';

/** A parcel has left: what is in it, who carries it, where to follow it, and whether another comes. */
export function shippedLetter(order: BuyerOrder, parcel: SentParcel, tools: OrderTools): Letter {
  const { t, day, orderUrl, number } = tools;
  const { items, shippedAt, carrier, trackingNumber, trackingUrl, moreFollows } = parcel;
  const open = { label: t('mail.open'), url: orderUrl };
  return letter('shipped', tools, {
    subject: t('mail.shipped.subject', { number }),
    preview: items.map(({ quantity, name }) => t('mail.items', { count: quantity, name })).join(', '),
    heading: t('mail.shipped.heading'),
    paragraphs: [
      shippedAt ? t('mail.shipped.text', { date: day(shippedAt) }) : t('mail.shipped.textUndated'),
      ...(moreFollows ? [t('mail.shipped.more')] : []),
    ],
    button: trackingUrl ? { label: t('mail.shipped.follow'), url: trackingUrl } : open,
    link: trackingUrl ? open : null,
    parts: [
      {
        heading: t('mail.shipped.inside'),
        lines: items.map(({ quantity, name }) => t('mail.items', { count: quantity, name })),
      },
      ...(carrier ? [{ heading: t('mail.shipped.carrier'), lines: [carrier] }] : []),
      ...(trackingNumber ? [{ heading: t('mail.shipped.tracking'), lines: [trackingNumber] }] : []),
      ...addressPart(order, tools),
    ],
    closing: [t('mail.reply')],
  });
}
