import { describe, expect, test } from 'vitest';
import { maskEmail } from '@/lib/buyer-view/mask-email';
import { type ViewedOrder, type Viewer, viewOf } from '@/lib/orders/buyer/viewer';

const now = new Date('2026-11-23T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const ours: ViewedOrder = {
  origin: 'hosted',
  browserHash: 'the buyer’s',
  createdAt: minutesAgo(1),
  paidAt: minutesAgo(1),
};
const link: ViewedOrder = { ...ours, origin: 'payment_link', browserHash: null };
const stranger: Viewer = { browserHash: 'another', holdsSignedLink: false };
const cookieless: Viewer = { browserHash: null, holdsSignedLink: false };

describe('who sees an order in full (I8)', () => {
  test.each<[string, ViewedOrder, Viewer, 'full' | 'limited']>([
    ['the browser that started the checkout', ours, { ...stranger, browserHash: 'the buyer’s' }, 'full'],
    [
      'the same browser, years later',
      { ...ours, createdAt: minutesAgo(1e6), paidAt: minutesAgo(1e6) },
      { ...stranger, browserHash: 'the buyer’s' },
      'full',
    ],
    ['another browser with the session’s ID', ours, stranger, 'limited'],
    ['a browser without a cookie', ours, cookieless, 'limited'],
    ['another browser with the signed link', ours, { ...stranger, holdsSignedLink: true }, 'full'],
    ['anybody, right after a Payment Link was paid', link, cookieless, 'full'],
    [
      'anybody, 29 minutes after a Payment Link was paid',
      { ...link, paidAt: minutesAgo(29) },
      stranger,
      'full',
    ],
    [
      'anybody, 30 minutes after a Payment Link was paid',
      { ...link, paidAt: minutesAgo(30) },
      stranger,
      'limited',
    ],
    ['anybody, while a Payment Link’s fresh debit settles', { ...link, paidAt: null }, cookieless, 'full'],
    [
      'anybody, an hour into a debit that settles',
      { ...link, paidAt: null, createdAt: minutesAgo(60) },
      cookieless,
      'limited',
    ],
    [
      'anybody, right after a debit of days ago settled',
      { ...link, createdAt: minutesAgo(9e3) },
      cookieless,
      'full',
    ],
    [
      'the signed link of an old Payment Link order',
      { ...link, paidAt: minutesAgo(1e6) },
      { ...cookieless, holdsSignedLink: true },
      'full',
    ],
    [
      'anybody, right after a purchase made in the Dashboard',
      { ...link, origin: 'other' },
      cookieless,
      'full',
    ],
    [
      'anybody, of a checkout of ours whose row is gone',
      { ...ours, browserHash: null },
      cookieless,
      'limited',
    ],
  ])('%s', (_who, order, viewer, expected) => {
    expect(viewOf(order, viewer, now)).toBe(expected);
  });

  test('a Payment Link paid through a checkout of ours belongs to that browser, however fresh', () => {
    expect(viewOf({ ...ours, origin: 'payment_link' }, stranger, now)).toBe('limited');
  });
});

describe('an address shown to somebody who may be a stranger', () => {
  test.each([
    ['giulia@example.com', 'g•••@example.com'],
    ['g@example.com', 'g•••@example.com'],
    ['"a@b"@example.com', '"•••@example.com'],
    ['élise@example.fr', 'é•••@example.fr'],
    ['no address', '•••'],
    ['', '•••'],
  ])('%s → %s', (address, masked) => {
    expect(maskEmail(address)).toBe(masked);
  });
});
