import { describe, expect, test } from 'vitest';
import { type Candidate, chooseOffered } from '@/lib/checkout/offered-beside';

const inCart = (fields = {}) => ({
  slug: 'bowl',
  currency: 'eur',
  subscription: false,
  ships: true,
  offeredWith: ['cups'],
  ...fields,
});

const candidate = (fields: Partial<Candidate> = {}): Candidate => ({
  slug: 'cups',
  ships: true,
  maxQuantity: 6,
  onHand: 20,
  price: { currency: 'eur', subscription: false, stripePriceId: 'price_cups' },
  ...fields,
});

const price = candidate().price;

describe('what Stripe’s page offers beside a cart', () => {
  test.each<[what: string, ReturnType<typeof inCart>[], Candidate[], expected: number[]]>([
    ['as many as one may buy', [inCart()], [candidate()], [6]],
    ['no more than are on the shelf', [inCart()], [candidate({ onHand: 2 })], [2]],
    ['as many as one may buy where nothing is counted', [inCart()], [candidate({ onHand: null })], [6]],
    ['nothing that is sold out', [inCart()], [candidate({ onHand: 0 })], []],
    ['nothing that is in the cart already', [inCart(), inCart({ slug: 'cups' })], [candidate()], []],
    ['nothing that is no longer for sale', [inCart()], [], []],
    ['nothing without a price', [inCart()], [candidate({ price: null })], []],
    [
      'nothing Stripe does not know yet',
      [inCart()],
      [candidate({ price: { currency: 'eur', subscription: false, stripePriceId: null } })],
      [],
    ],
    ['nothing in another currency', [inCart({ currency: 'chf' })], [candidate()], []],
    ['no subscription', [inCart()], [candidate({ price: price && { ...price, subscription: true } })], []],
    ['nothing beside a subscription', [inCart({ subscription: true })], [candidate()], []],
    ['nothing to send where no address is asked for', [inCart({ ships: false })], [candidate()], []],
    ['what needs no address, there too', [inCart({ ships: false })], [candidate({ ships: false })], [6]],
  ])('%s', (_, cart, candidates, expected) => {
    expect(chooseOffered(cart, candidates).map(({ upTo }) => upTo)).toEqual(expected);
  });

  test('ten at most, in the order in which the products name them, and none twice', () => {
    const slugs = Array.from({ length: 12 }, (_, at) => `offer-${at}`);
    const cart = [inCart({ offeredWith: slugs }), inCart({ slug: 'jug', offeredWith: slugs.toReversed() })];
    const candidates = slugs.map((slug) =>
      candidate({ slug, price: { currency: 'eur', subscription: false, stripePriceId: slug } }),
    );
    expect(chooseOffered(cart, candidates.toReversed()).map(({ stripePriceId }) => stripePriceId)).toEqual(
      slugs.slice(0, 10),
    );
  });
});
