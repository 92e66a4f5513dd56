import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { timelineText } from '@/app/merchant/(desk)/orders/[number]/timeline-text';
import type { TimelineKind } from '@/lib/orders/timeline';
import en from '@/messages/merchant.en.json';
import it from '@/messages/merchant.it.json';

const paths = (node: unknown, at = ''): string[] =>
  typeof node === 'object' && node !== null
    ? Object.entries(node).flatMap(([key, value]) => paths(value, at ? `${at}.${key}` : key))
    : [at];

test('every text of the merchant’s pages exists in both languages', () => {
  expect(paths(it).sort()).toEqual(paths(en).sort());
});

const sentences: Record<TimelineKind, [data: object, sentence: string]> = {
  order_placed: [{ source: 'payment_link' }, 'Order placed through Payment Link'],
  payment_awaited: [{}, 'Payment on its way; the buyer was told'],
  payment_received: [{ amount: 1250, currency: 'eur' }, 'Payment received: €12.50'],
  payment_failed: [{ reason: 'No such account.' }, 'Payment failed: No such account.'],
  payment_refunded: [{ refunded: 500, of: 1250 }, 'Refunded: €5.00 of €12.50'],
  payment_disputed: [{ reason: 'product_not_received' }, 'Payment disputed: product not received'],
  dispute_closed: [{ status: 'won' }, 'Dispute closed: won'],
  subscription_renewed: [{}, 'Subscription renewed'],
  subscription_payment_failed: [{}, 'A payment for the subscription failed'],
  subscription_ended: [{}, 'Subscription ended'],
  renewal_refunded: [{ refunded: 800, of: 800 }, 'Renewal refunded: €8.00 of €8.00'],
  quantity_changed: [{}, 'Quantities were changed in Checkout'],
  fulfilled: [{ granted: 3 }, 'Fulfilled, 3 lines'],
  partly_fulfilled: [{ granted: 1 }, 'Partly fulfilled, one line'],
  fulfilled_by_hand: [{ line: 'Bowl', note: 'Handed over.' }, 'Fulfilled by hand: Bowl. Handed over.'],
  needs_attention: [{ attention: 'x' }, 'Needs attention'],
  revoked: [{ fulfillments: 2 }, 'What was granted was taken back'],
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
  const t = createTranslator({ locale: 'en', messages: en, namespace: 'merchant' });
  const order = { currency: 'eur', amountTotal: 1250 };
  type Entry = Parameters<typeof timelineText>[0];
  const say = (kind: string, data: unknown) =>
    timelineText({ kind, data: data as Entry['data'] }, order, t as Parameters<typeof timelineText>[2], 'en');

  test.each(Object.entries(sentences))('says %s in a sentence', (kind, [data, sentence]) => {
    expect(say(kind, data)).toBe(sentence);
  });

  test.each(Object.keys(sentences))('says %s also where the evidence is not what it should be', (kind) => {
    for (const data of [{}, null, { amount: 'x', refunded: {}, reason: 4, granted: null, source: 'y' }]) {
      expect(say(kind, data)).toMatch(/^\S.*\S$/);
    }
  });

  test('calls a kind it has no words for by its name', () => {
    expect(say('stamp_licked', {})).toBe('stamp licked');
  });
});
