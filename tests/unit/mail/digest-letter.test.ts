import { describe, expect, test } from 'vitest';
import type { Attention } from '@/lib/fulfillment/attention-words';
import { applySettings, testSettings } from '../../support/settings';

applySettings(testSettings);

const { digestLetter } = await import('@/lib/mail/letters/digest');
const { letterTools } = await import('@/lib/mail/letters/letter-tools');
const { longSpan } = await import('@/lib/mail/letters/long-span');
const { nothingToDigest } = await import('@/lib/mail/facts/digest');

const now = new Date('2026-11-23T06:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const none = { rows: [], total: 0 };
const quiet = {
  attention: none,
  disputed: none,
  parcels: none,
  backOrders: none,
  pools: none,
  payments: none,
  mails: none,
  messages: none,
  caught: none,
  differences: none,
};

const short: Attention = {
  reasons: [
    { code: 'unknown', stored: 'First.' },
    { code: 'out_of_stock', lineId: 'a', wanted: 3, missing: 1 },
  ],
  lines: [
    {
      id: 'a',
      description: 'Bowl at Stripe',
      product: {
        texts: [
          { locale: 'en', name: 'Bowl' },
          { locale: 'it', name: 'Ciotola' },
        ],
      },
      variant: null,
    },
  ],
};

const write = async (facts: Partial<Parameters<typeof digestLetter>[0]>, locale: 'en' | 'it' = 'en') =>
  digestLetter({ ...quiet, ...facts }, now, await letterTools(locale, 'merchant'));

describe('the digest’s letter', () => {
  test('leaves out the parts with nothing in them', async () => {
    const { lists, subject } = await write({
      pools: { rows: [{ slug: 'ottava', position: 0, name: 'Ottava', free: 0 }], total: 1 },
    });
    expect(lists.map(({ heading }) => heading)).toEqual(['One pool of licence keys runs low']);
    expect(lists[0]?.entries).toEqual([
      { label: 'Ottava', url: 'http://shop.test/merchant/stock/keys/ottava', aside: 'none left', notes: [] },
    ]);
    expect(subject).toBe('One thing waits for you');
  });

  test('counts the whole of a list it shows a part of, and links to the rest', async () => {
    const { lists, subject } = await write({
      attention: { rows: [{ number: 1042, attention: short, since: hoursAgo(50) }], total: 30 },
    });
    expect(subject).toBe('30 things wait for you');
    expect(lists[0]).toMatchObject({
      heading: '30 paid orders need a hand',
      link: { label: 'All 30', url: 'http://shop.test/merchant?state=attention' },
      entries: [
        {
          label: 'B-1042',
          url: 'http://shop.test/merchant/orders/B-1042',
          aside: '2 days',
          notes: [
            'First.',
            '“Bowl”: 3 sold, 1 not in stock. Put the rest on back-order, refund it, or receive stock and retry.',
          ],
        },
      ],
    });
  });

  test('names the endpoint first, where the sweep had to step in', async () => {
    const { lists } = await write({
      attention: { rows: [{ number: 1042, attention: null, since: hoursAgo(1) }], total: 1 },
      caught: { rows: [{ number: null, eventId: 'evt_1', since: hoursAgo(3) }], total: 1 },
    });
    expect(lists[0]?.heading).toBe('One payment Stripe did not tell of');
    expect(lists[0]?.text).toContain('Webhooks');
  });

  test('says why an order needs a hand in Italian, by the goods’ Italian names', async () => {
    const { lists } = await write(
      { attention: { rows: [{ number: 1042, attention: short, since: hoursAgo(50) }], total: 1 } },
      'it',
    );
    expect(lists[0]?.entries[0]?.notes).toEqual([
      'First.',
      '«Ciotola»: 3 pezzi venduti, in magazzino ne manca 1. Metti il resto in attesa di arrivo, rimborsalo, oppure carica la merce e riprova.',
    ]);
  });

  test('is Italian where it is asked to be', async () => {
    const { heading, lists } = await write(
      { payments: { rows: [{ number: 7, amount: 3600, currency: 'eur', since: hoursAgo(240) }], total: 1 } },
      'it',
    );
    expect(heading).toBe('Una cosa ti aspetta.');
    expect(lists[0]?.entries[0]).toMatchObject({ aside: '10 giorni', notes: ['36,00\u00a0€'] });
  });
});

test('facts without a single entry are nothing to tell', () => {
  expect(nothingToDigest(quiet)).toBe(true);
  expect(nothingToDigest({ ...quiet, caught: { rows: [], total: 1 } })).toBe(false);
});

test.each([
  [-5, '1 hour'],
  [20 * 60_000, '1 hour'],
  [26 * 3_600_000, '26 hours'],
  [48 * 3_600_000, '2 days'],
  [10.9 * 86_400_000, '10 days'],
])('%d ms is told as “%s”', (milliseconds, said) => {
  expect(longSpan(milliseconds, 'en')).toBe(said);
});
