import { expect, test } from 'vitest';
import { card, useSandbox } from './support';

const sandbox = useSandbox();

const CARD = card('4242 4242 4242 4242');
const TEST_ONLY = {
  it: 'La tua carta è stata rifiutata. Qui valgono solo le carte di prova: https://stripe.com/docs/testing.',
  en: 'Your card was declined. Only test cards are taken here: https://stripe.com/docs/testing.',
};

test.each([
  ['en', 'a card that is no test card', card('4111 1111 1111 1111'), 'cardNumber', TEST_ONLY.en],
  ['it', 'a card that is no test card', card('4111 1111 1111 1111'), 'cardNumber', TEST_ONLY.it],
  [
    'it',
    'a card that lasts a lifetime',
    { ...CARD, cardExpiry: '12 / 99' },
    'cardExpiry',
    'L’anno di scadenza della carta non è valido.',
  ],
  [
    'it',
    'an IBAN that is no test IBAN',
    { ...CARD, method: 'sepa_debit', iban: 'DE89 3704 0044 0532 0130 00', holder: 'Ada' },
    'iban',
    'Questo è un ambiente di prova: usa uno degli IBAN di prova, ad esempio AT32 1904 3002 3547 3204.',
  ],
])('in %s, %s is refused in the language of the page', async (locale, _, form, field, message) => {
  const { id } = await sandbox.session({ locale: locale as 'en' | 'it' });
  expect(await sandbox.post(id, 'pay', form)).toEqual({ outcome: 'refused', errors: { [field]: message } });
});

test.each([
  ['routingNumber', '021000021', '000123456789', 'usa il routing number di prova 110000000.'],
  [
    'accountNumber',
    '110000000',
    '000999999991',
    'usa uno dei numeri di conto di prova, ad esempio 000123456789.',
  ],
])(
  'an American account with another %s is refused in Italian',
  async (field, routingNumber, accountNumber, words) => {
    const price_data = { currency: 'usd', unit_amount: 2500, product_data: { name: 'Tazza' } };
    const { id } = await sandbox.session({ locale: 'it', line_items: [{ price_data, quantity: 1 }] });
    const form = { ...CARD, method: 'us_bank_account', holder: 'Ada', routingNumber, accountNumber };
    expect(await sandbox.post(id, 'pay', form)).toEqual({
      outcome: 'refused',
      errors: { [field]: `Questo è un ambiente di prova: ${words}` },
    });
  },
);

test('a code that was used up meanwhile is refused in Italian when the shopper pays', async () => {
  const { stripe } = sandbox;
  const coupon = await stripe.coupons.create({ percent_off: 10, max_redemptions: 1 });
  const [first, second] = await Promise.all(
    [1, 2].map(() => sandbox.session({ locale: 'it', discounts: [{ coupon: coupon.id }] })),
  );
  expect(await sandbox.post(first?.id ?? '', 'pay', CARD)).toMatchObject({ outcome: 'complete' });
  expect(await sandbox.post(second?.id ?? '', 'pay', CARD)).toEqual({
    outcome: 'refused',
    message: 'Questo codice promozionale non è più utilizzabile. Rimuovilo per continuare.',
  });
});
