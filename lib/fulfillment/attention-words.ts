import type { createTranslator } from 'next-intl';
import { lineNames, type NamedLine } from '../catalogue/line-name';
import type { Messages } from '../i18n/messages';
import { formatMoney } from '../money';
import { type AttentionReason, readReasons, type UnknownReason } from './decision/attention';

/** Why an order or a line needs a person, with the lines that the reasons are about. */
export interface Attention {
  reasons: (AttentionReason | UnknownReason)[];
  lines: (NamedLine & { id: string })[];
}

/**
 * Reads what an order, a line or an entry of the timeline keeps of why it needs a person.
 *
 * @param lines of the order
 * @returns null where it does not
 */
export function readAttention(stored: unknown, lines: Attention['lines']): Attention | null {
  const reasons = readReasons(stored);
  if (reasons.length === 0) return null;
  const about = new Set(reasons.map((reason) => ('lineId' in reason ? reason.lineId : null)));
  return { reasons, lines: lines.filter(({ id }) => about.has(id)) };
}

/** What the sentences are made with; each needs some of it. */
interface Facts {
  lineId?: string;
  priceId?: string | null;
  wanted?: number;
  missing?: number;
  of?: number;
  amount?: number;
  currency?: string;
}

/**
 * Why an order or a line needs a person, and what they can do (I7): a sentence for each reason, none for null.
 *
 * @param t all texts in the reader's language
 */
export function attentionWords(
  attention: Attention | null,
  t: ReturnType<typeof createTranslator<Messages>>,
  locale: string,
): string[] {
  if (!attention) return [];
  const names = lineNames(attention.lines, locale);
  return attention.reasons.map((reason) => {
    if (reason.code === 'unknown') return reason.stored;
    const { code, ...facts } = reason;
    const { lineId, priceId, amount, currency, ...rest }: Facts = facts;
    return t(`attention.${code}`, {
      ...rest,
      name: names.get(lineId ?? '') ?? '–',
      priced: priceId ? 'yes' : 'no',
      price: priceId ?? '',
      amount: amount === undefined || !currency ? '' : formatMoney(amount, currency, locale),
    });
  });
}
