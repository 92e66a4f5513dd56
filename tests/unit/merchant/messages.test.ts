import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { timelineText } from '@/app/merchant/(desk)/orders/[number]/timeline-text';
import { loadMessages } from '@/lib/i18n/messages';
import type { TimelineKind } from '@/lib/timeline/timeline';
import en from '@/messages/merchant.en.json';
import it from '@/messages/merchant.it.json';

const fail = (error: Error) => {
  throw error;
};

const paths = (node: unknown, at = ''): string[] =>
  typeof node === 'object' && node !== null
    ? Object.entries(node).flatMap(([key, value]) => paths(value, at ? `${at}.${key}` : key))
    : [at];

test('every text exists in both languages', async () => {
  expect(paths(await loadMessages('it')).sort()).toEqual(paths(await loadMessages('en')).sort());
});

const sentences: Record<TimelineKind, [data: object, sentence: string]> = {
  order_placed: [{ origin: 'payment_link' }, 'Order placed through Payment Link'],
  payment_awaited: [{}, 'Payment on its way; the buyer was told'],
  payment_received: [{ amount: 1250, currency: 'eur' }, 'Payment received: €12.50'],
  payment_failed: [{ reason: 'No such account.' }, 'Payment failed: No such account.'],
  payment_refunded: [{ refunded: 500, of: 1250 }, 'Refunded: €5.00 of €12.50'],
  payment_disputed: [{ reason: 'product_not_received' }, 'Payment disputed: product not received'],
  dispute_closed: [{ status: 'won' }, 'Dispute closed: won'],
  subscription_renewed: [{}, 'Subscription renewed'],
  subscription_payment_failed: [{}, 'A payment for the subscription failed'],
  subscription_end_requested: [
    { when: 'period_end' },
    'Asked Stripe to end the subscription with its paid period',
  ],
  subscription_ended: [{}, 'Subscription ended'],
  renewal_refunded: [{ refunded: 800, of: 800 }, 'Renewal refunded: €8.00 of €8.00'],
  quantity_changed: [{ what: '2 → 3 × Bowl' }, 'Quantities changed in Checkout: 2 → 3 × Bowl'],
  items_added: [{ what: '1 × Tube' }, 'Added in Checkout: 1 × Tube'],
  amounts_differ: [{ amount: 100 }, 'Stripe’s total differs from the sum of the lines by €1.00'],
  refund_requested: [{ amount: 500 }, 'Refund of €5.00 asked for'],
  refund_failed: [{ amount: 500, reason: 'Account closed' }, 'Refund of €5.00 failed: Account closed'],
  units_taken_back: [{ what: '1 × Bowl' }, 'Taken back: 1 × Bowl'],
  units_restored: [{ what: '1 × Bowl' }, 'Given again: 1 × Bowl'],
  renewal_without_access: [{}, 'Subscription renewed and paid, while what was bought is closed'],
  frozen: [{}, 'What was granted is frozen while the dispute is open'],
  unfrozen: [{}, 'What was granted is open again'],
  back_ordered: [{ what: '1 × Bowl' }, 'Back-ordered: 1 × Bowl'],
  found_by_sweep: [{}, 'Found by the sweep; no webhook had told of it'],
  download_limit_raised: [{ what: 'book.pdf', count: 30 }, 'book.pdf may be fetched 30 times'],
  access_ended: [{ what: 'Friends' }, 'Access ended: Friends'],
  access_opened: [{ what: 'Friends' }, 'Access opened: Friends'],
  parcel_split: [{}, 'Parcel split'],
  parcel_delivered: [{}, 'Parcel delivered'],
  parcel_unsent: [{}, 'Parcel marked as not sent after all'],
  tracking_received: [{}, 'Tracking received from the shipping system'],
  tracking_corrected: [{}, 'Carrier and tracking number corrected'],
  message_delivered: [{ what: 'parcel.ready' }, 'Your other systems were told: parcel.ready'],
  details_erased: [{}, 'Personal details erased'],
  fulfilled: [{ granted: 3 }, 'Fulfilled, 3 lines'],
  partly_fulfilled: [{ granted: 1 }, 'Partly fulfilled, one line'],
  fulfilled_by_hand: [{ line: 'Bowl', note: 'Handed over.' }, 'Fulfilled by hand: Bowl. Handed over.'],
  needs_attention: [{ attention: 'x' }, 'Needs attention'],
  nothing_left: [{}, 'Looked again; there was nothing to do'],
  transition_refused: [
    { from: 'failed', to: 'refunded' },
    'Refused to go from “Payment failed” to “Refunded”',
  ],
  attempt_failed: [{}, 'An attempt failed; it is tried again'],
  mail_queued: [{ template: 'receipt' }, 'Mail queued: Receipt'],
  mail_sent: [{ template: 'something_new' }, 'Mail sent: something_new'],
  parcel_shipped: [{ carrier: 'Poste' }, 'Parcel sent with Poste'],
};

describe('the timeline', () => {
  const t = createTranslator({ locale: 'en', messages: en, namespace: 'merchant', onError: fail });
  const inItalian = createTranslator({ locale: 'it', messages: it, namespace: 'merchant', onError: fail });
  const names = new Map([
    ['a', 'Ciotola'],
    ['b', 'Amici'],
  ]);
  const order = { currency: 'eur', amountTotal: 1250, names };
  type Entry = Parameters<typeof timelineText>[0];
  const say = (kind: string, data: unknown, words: unknown = t) =>
    timelineText(
      { kind, data: data as Entry['data'] },
      order,
      words as Parameters<typeof timelineText>[2],
      'en',
    );

  test.each(Object.entries(sentences))('says %s in a sentence', (kind, [data, sentence]) => {
    expect(say(kind, data)).toBe(sentence);
  });

  test.each(Object.keys(sentences))('says %s also where the evidence is not what it should be', (kind) => {
    for (const data of [{}, null, { amount: 'x', refunded: {}, reason: 4, granted: null, origin: 'y' }]) {
      expect(say(kind, data)).toMatch(/^\S.*\S$/);
      expect(say(kind, data, inItalian)).toMatch(/^\S.*\S$/);
    }
  });

  test.each([
    ['payment_failed', {}, 'Payment failed', 'Pagamento non riuscito'],
    ['payment_refunded', { refunded: 500 }, 'Refunded', 'Rimborsato'],
    ['fulfilled_by_hand', { note: 'Handed over.' }, 'Fulfilled by hand', 'Evaso a mano'],
    ['parcel_shipped', {}, 'Parcel sent', 'Pacco spedito'],
    ['refund_failed', { reason: 'Account closed' }, 'A refund failed', 'Un rimborso non è riuscito'],
    ['refund_requested', {}, 'Refund asked for', 'Chiesto un rimborso'],
    ['units_taken_back', { goods: [] }, 'Something was taken back', 'Ritirato qualcosa'],
    [
      'amounts_differ',
      {},
      'Stripe’s total differs from the sum of the lines',
      'Il totale di Stripe differisce dalla somma delle righe',
    ],
    [
      'download_limit_raised',
      { what: 'book.pdf' },
      'A download limit was raised',
      'Alzato un limite di download',
    ],
  ])('says %s without what it does not know', (kind, data, english, italian) => {
    expect(say(kind, data)).toBe(english);
    expect(say(kind, data, inItalian)).toBe(italian);
  });

  test.each(Object.entries(sentences))('says %s in Italian with the same evidence', (kind, [data]) => {
    expect(say(kind, data, inItalian)).not.toMatch(/[{}]|timeline\./);
  });

  test('calls a kind it has no words for by its name', () => {
    expect(say('stamp_licked', {})).toBe('stamp licked');
  });

  test('says what was bought by the name its line has for the reader', () => {
    const goods = [
      { lineId: 'a', units: 2 },
      { lineId: 'b', units: 1 },
    ];
    const what = '2 × Bowl, 1 × Friends';
    for (const kind of ['units_taken_back', 'units_restored', 'back_ordered']) {
      expect(say(kind, { what, goods })).toContain('2 × Ciotola, 1 × Amici');
      // Written before lines were named, or about a line that is not there.
      expect(say(kind, { what })).toContain(what);
      expect(say(kind, { what, goods: [...goods, { lineId: 'c', units: 1 }] })).toContain(what);
    }
    const more = [{ lineId: 'a', before: 2, units: 3 }];
    expect(say('quantity_changed', { what: '2 → 3 × Bowl', goods: more })).toContain('2 → 3 × Ciotola');
    const added = [{ lineId: 'b', before: 0, units: 1 }];
    expect(say('items_added', { what: '1 × Friends', goods: added })).toContain(': 1 × Amici');
    for (const kind of ['access_ended', 'access_opened']) {
      expect(say(kind, { what: 'Friends', lineId: 'b' })).toContain('Amici');
      expect(say(kind, { what: 'Friends', lineId: 'c' })).toContain('Friends');
    }
    const byHand = { lineId: 'a', line: 'Bowl', note: 'Handed over.' };
    expect(say('fulfilled_by_hand', byHand)).toBe('Fulfilled by hand: Ciotola. Handed over.');
  });
});
