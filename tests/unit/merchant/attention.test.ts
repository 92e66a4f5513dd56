import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { attentionWords, readAttention } from '@/lib/fulfillment/attention-words';
import type { AttentionCode, AttentionReason } from '@/lib/fulfillment/decision/attention';
import { loadMessages } from '@/lib/i18n/messages';

const texts = [
  { locale: 'en', name: 'Bowl' },
  { locale: 'it', name: 'Ciotola' },
];
const lines = [
  { id: 'a', description: 'Bowl, as Stripe has it', product: { texts }, variant: null },
  { id: 'b', description: 'Poster from the Dashboard', product: null, variant: null },
];

const say = async (stored: unknown, locale: 'en' | 'it') => {
  const t = createTranslator({ locale, messages: await loadMessages(locale), onError: fail });
  return attentionWords(readAttention(stored, lines), t, locale);
};

/** A sentence that lacks a text, or something it is made with. */
const fail = (error: Error): never => {
  throw error;
};

const lineId = 'a';
const money = { amount: 123_450, currency: 'eur' };

const reasons: {
  [Code in AttentionCode]: [Extract<AttentionReason, { code: Code }>, en: string, it: string];
} = {
  no_lines: [{ code: 'no_lines' }, 'no line items', 'nessun articolo'],
  unknown_product: [
    { code: 'unknown_product', lineId: 'b', priceId: 'price_1' },
    '“Poster from the Dashboard” was paid for, but its price (price_1) belongs',
    '«Poster from the Dashboard», ma il suo prezzo (price_1) non',
  ],
  out_of_stock: [
    { code: 'out_of_stock', lineId, wanted: 1200, missing: 2 },
    '“Bowl”: 1,200 sold, 2 not in stock',
    '«Ciotola»: 1200 pezzi venduti, in magazzino ne mancano 2.',
  ],
  keys_short: [
    { code: 'keys_short', lineId, missing: 1, of: 2 },
    'keys for “Bowl” is 1 short of 2',
    'di «Ciotola» ne manca 1 su 2',
  ],
  no_file: [{ code: 'no_file', lineId }, '“Bowl” is sold as a download', '«Ciotola» si vende come download'],
  refunded_by_hand: [
    { code: 'refunded_by_hand', lineId },
    '“Bowl” was finished by hand and then refunded',
    '«Ciotola» era stata chiusa a mano e poi rimborsata',
  ],
  lost_in_part: [
    { code: 'lost_in_part', lineId, ...money },
    '“Bowl” was delivered, and a dispute took €1,234.50',
    '«Ciotola» era già consegnata, e una contestazione ha tolto 1234,50\u00a0€',
  ],
  renewal_unmet: [{ code: 'renewal_unmet', lineId }, 'a renewal was paid', 'un rinnovo è stato pagato'],
};

describe('why an order needs a person', () => {
  test.each(Object.values(reasons))('is said in both languages: $code', async (reason, en, it) => {
    for (const [locale, part] of [['en', en] as const, ['it', it] as const]) {
      // As the order keeps it, and as the line does.
      for (const stored of [[reason], reason]) {
        const said = await say(stored, locale);
        expect(said).toEqual([expect.stringContaining(part)]);
      }
    }
  });

  test('is said of a price that Stripe did not name, too', async () => {
    const reason = { code: 'unknown_product', lineId: 'b', priceId: null };
    expect(await say([reason], 'en')).toEqual([expect.stringContaining('what was bought belongs to no')]);
    expect(await say([reason], 'it')).toEqual([expect.stringContaining('comprato non appartiene a nessun')]);
  });

  test('has a sentence for each line, in their order', async () => {
    const said = await say([reasons.no_file[0], reasons.unknown_product[0]], 'it');
    expect(said).toEqual([
      expect.stringContaining(reasons.no_file[2]),
      expect.stringContaining(reasons.unknown_product[2]),
    ]);
  });

  test('is nothing where there is none', async () => {
    expect(readAttention(null, lines)).toBeNull();
    expect(readAttention(undefined, lines)).toBeNull();
    expect(readAttention([], lines)).toBeNull();
    expect(await say(null, 'it')).toEqual([]);
  });

  test('is shown as it is where this version does not know it', async () => {
    const newer = { code: 'of_a_newer_version', lineId };
    expect(await say([newer, reasons.no_lines[0]], 'en')).toEqual([
      JSON.stringify(newer),
      expect.stringContaining('no line items'),
    ]);
    expect(await say([{ code: 'out_of_stock', lineId, wanted: 'x' }], 'it')).toHaveLength(1);
  });
});
