'use server';

import { refresh } from 'next/cache';
import { getFormatter, getTranslations } from 'next-intl/server';
import type { ActionAnswer } from '@/app/merchant/ui/action-notice';
import { merchantOrThrow } from '@/lib/auth/guard';
import { type CorrectResult, correctTracking } from '@/lib/orders/parcels/correct-tracking';
import { type DeliverResult, deliverParcel } from '@/lib/orders/parcels/deliver-parcel';
import { type ShipResult, shipParcel } from '@/lib/orders/parcels/ship-parcel';
import { type SplitResult, splitParcel } from '@/lib/orders/parcels/split-parcel';
import { type UnsendResult, unsendParcel } from '@/lib/orders/parcels/unsend-parcel';

/** What a form about a parcel asks for: its `parcelId`, tracking, and `units.<fulfillment>` for what goes now. */
function inputOf(form: FormData): Record<string, unknown> {
  const units: Record<string, FormDataEntryValue> = {};
  const input: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (name.startsWith('units.')) units[name.slice('units.'.length)] = value;
    else input[name] = value;
  }
  return Object.keys(units).length > 0 ? { ...input, units } : input;
}

/**
 * Does with a parcel what the pressed button is called: `ship`, `split`, `deliver`, `unsend` or `correct`; says what
 * that changed or exactly why nothing did.
 */
export async function parcelAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  const { email } = await merchantOrThrow();
  const input = inputOf(form);
  const answer = await answerTo(String(form.get('intent')), input, email);
  refresh();
  return answer;
}

type Refused<Result> = Extract<Result, { reason: string }>['reason'];

/** Every reason not to do what was asked; each has its sentence in the messages. */
type WhyNot =
  | Refused<ShipResult>
  | Refused<SplitResult>
  | Refused<DeliverResult>
  | Refused<UnsendResult>
  | Refused<CorrectResult>;

async function answerTo(intent: string, input: unknown, actor: string): Promise<ActionAnswer> {
  const t = await getTranslations('parcels');
  switch (intent) {
    case 'ship': {
      const result = await shipParcel(input, actor);
      if (!result.shipped) return refused(result.reason, result.shippedAt);
      const { order, carrier, trackingNumber, rest, mailed } = result;
      return good(t('answer.sent', { order }), [
        carrier && t('answer.sentWith', { carrier }),
        trackingNumber && t('answer.sentNumber', { number: trackingNumber }),
        rest !== null && t('answer.rest'),
        mailed ? t('answer.mailed') : t('answer.notMailed'),
      ]);
    }
    case 'split': {
      const result = await splitParcel(input, actor);
      if (!result.split) return refused(result.reason);
      return good(t('answer.split', { order: result.order }), [t('answer.splitText')]);
    }
    case 'deliver': {
      const result = await deliverParcel(input, actor);
      if (!result.delivered) return refused(result.reason, result.deliveredAt);
      return good(t('answer.delivered', { order: result.order }), []);
    }
    case 'unsend': {
      const result = await unsendParcel(input, actor);
      if (!result.unsent) return refused(result.reason, result.deliveredAt);
      const { order, told } = result;
      return good(t('answer.unsent', { order }), [t(told ? 'answer.unsentTold' : 'answer.unsentUntold')]);
    }
    default: {
      const result = await correctTracking(input, actor);
      if (!result.corrected) return refused(result.reason);
      const { order, carrier, trackingNumber, mailed } = result;
      return good(t('answer.corrected', { order }), [
        carrier && t('answer.sentWith', { carrier }),
        trackingNumber && t('answer.sentNumber', { number: trackingNumber }),
        mailed ? t('answer.mailed') : t('answer.notMailedAgain'),
      ]);
    }
  }

  async function refused(reason: WhyNot, at: Date | null = null): Promise<ActionAnswer> {
    const format = await getFormatter();
    const time = at ? format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' }) : '';
    return { tone: 'waiting', title: t('answer.nothing'), lines: [t(`why.${reason}`, { time })] };
  }
}

const good = (title: string, lines: (string | false | null)[]): ActionAnswer => ({
  tone: 'good',
  title,
  lines: lines.filter((line): line is string => !!line),
});
