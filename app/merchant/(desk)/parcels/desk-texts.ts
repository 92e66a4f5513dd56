import type { useTranslations } from 'next-intl';
import { carriers } from '@/lib/shipping/carriers';
import type { DeskTexts } from './parcel-desk';
import type { ShipItem } from './ship-form';

type Texts = ReturnType<typeof useTranslations<'parcels'>>;

/** What the desk's forms say; they run in the browser, where these texts are not. */
export function deskTexts(t: Texts): DeskTexts {
  return {
    carrier: t('form.carrier'),
    tracking: t('form.tracking'),
    url: t('form.url'),
    urlHint: t('form.urlHint'),
    optional: t('form.optional'),
    more: t('form.more'),
    now: t('form.now'),
    rest: t('form.rest'),
    send: t('form.send'),
    sending: t('form.sending'),
    split: t('form.split'),
    splitting: t('form.splitting'),
    deliver: t('form.deliver'),
    unsend: t('form.unsend'),
    unsendHint: t('form.unsendHint'),
    unsendSubmit: t('form.unsendSubmit'),
    correct: t('form.correct'),
    tellBuyer: t('form.tellBuyer'),
    save: t('form.save'),
    saving: t('form.saving'),
  };
}

/** The carriers a merchant may pick from. */
export const carrierNames: string[] = carriers.map(({ name }) => name);

/** What lies in a parcel, with the words that its form puts beside each number. */
export const shipItems = (
  items: { fulfillmentId: string; quantity: number; name: string }[],
  t: Texts,
): ShipItem[] =>
  items.map(({ fulfillmentId, quantity, name }) => ({
    fulfillmentId,
    name,
    quantity,
    label: t('form.units', { name }),
    of: t('form.unitsOf', { quantity }),
  }));

/** Of a parcel's form: another one for other contents, because what was typed for the old ones would be wrong. */
export const formKey = (items: { fulfillmentId: string; quantity: number }[]): string =>
  items.map(({ fulfillmentId, quantity }) => `${fulfillmentId}${quantity}`).join();
