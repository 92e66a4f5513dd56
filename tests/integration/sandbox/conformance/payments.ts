import type { PaymentInstrument } from '../../../../sandbox/stripe/engine';
import { CARD, EMAIL, eventsOf, has, open, type Part, pay, type Rule, rule, same } from './rule';

const DECLINES: [number: string, what: string, outcome: object][] = [
  [
    '4000000000000002',
    'is declined',
    { code: 'card_declined', declineCode: 'generic_decline', message: 'Your card was declined.' },
  ],
  [
    '4000000000009995',
    'has insufficient funds',
    {
      code: 'card_declined',
      declineCode: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
    },
  ],
  ['4000000000000069', 'has expired', { code: 'expired_card', message: 'Your card has expired.' }],
  [
    '4000000000000127',
    'has another security code',
    { code: 'incorrect_cvc', message: "Your card's security code is incorrect." },
  ],
  ['4111111111111111', 'is no test card', { code: 'card_declined', declineCode: 'test_mode_live_card' }],
  [
    '4242424242424241',
    'has a wrong check digit',
    { code: 'incorrect_number', message: 'Your card number is invalid.' },
  ],
];

const declines = DECLINES.map(([number, what, outcome]): Rule => {
  return rule(
    `${number.replace(/(.{4})/g, '$1 ').trim()} ${what}; the session stays open for another`,
    async (bench) => {
      const { id } = await open(bench);
      has((await pay(bench, id, CARD(number))).outcome, { outcome: 'refused', ...outcome });
      has((await pay(bench, id)).session, { status: 'complete', payment_status: 'paid' });
    },
  );
});

const DEBITS: [what: string, currency: string, instrument: PaymentInstrument, fails: string | null][] = [
  [
    'SEPA AT32 1904 3002 3547 3204 settles',
    'eur',
    { type: 'sepa_debit', iban: 'AT321904300235473204', name: 'Ada' },
    null,
  ],
  [
    'SEPA AT86 1904 3002 3547 3202 fails',
    'eur',
    { type: 'sepa_debit', iban: 'AT861904300235473202', name: 'Ada' },
    'debit_not_authorized',
  ],
  [
    'ACH 000123456789 settles',
    'usd',
    { type: 'us_bank_account', routingNumber: '110000000', accountNumber: '000123456789', name: 'Ada' },
    null,
  ],
  [
    'ACH 000111111116 fails: no account',
    'usd',
    { type: 'us_bank_account', routingNumber: '110000000', accountNumber: '000111111116', name: 'Ada' },
    'no_account',
  ],
  [
    'ACH 000222222227 fails: insufficient funds',
    'usd',
    { type: 'us_bank_account', routingNumber: '110000000', accountNumber: '000222222227', name: 'Ada' },
    'insufficient_funds',
  ],
];

const debits = DEBITS.map(([what, currency, instrument, fails]): Rule => {
  return rule(`${what}; complete and unpaid until then`, async (bench) => {
    const { id } = await open(bench, {
      line_items: [
        { quantity: 1, price_data: { currency, unit_amount: 900, product_data: { name: 'A print' } } },
      ],
    });
    const { intent, session } = await pay(bench, id, instrument);
    has(session, { status: 'complete', payment_status: 'unpaid' });
    const types = await eventsOf(bench, () =>
      bench.engine.account.settleDebit(intent, fails === null ? 'succeed' : 'fail'),
    );
    same(
      types,
      fails === null
        ? ['charge.succeeded', 'payment_intent.succeeded', 'checkout.session.async_payment_succeeded']
        : ['charge.failed', 'payment_intent.payment_failed', 'checkout.session.async_payment_failed'],
    );
    const after = await bench.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
    has(after, { payment_status: fails === null ? 'paid' : 'unpaid' });
    if (fails !== null) has(after.payment_intent, { last_payment_error: { code: fails } });
  });
});

export const payments: Part = {
  part: 'Paying',
  rules: [
    rule('a card: the events, in their order', async (bench) => {
      const { id } = await open(bench);
      same(await eventsOf(bench, () => pay(bench, id)), [
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'checkout.session.completed',
      ]);
    }),
    ...declines,
    rule('a declined card: the events, and one PaymentIntent for both tries', async (bench) => {
      const { id } = await open(bench);
      same(await eventsOf(bench, () => pay(bench, id, CARD('4000000000000002'))), [
        'payment_intent.created',
        'charge.failed',
        'payment_intent.payment_failed',
      ]);
      await pay(bench, id);
      same((await bench.stripe.paymentIntents.list()).data.length, 1);
    }),
    ...['4000002500003155', '4000002760003184'].flatMap((number) =>
      [true, false].map((passed) =>
        rule(`3-D Secure on …${number.slice(-4)}, ${passed ? 'passed' : 'refused'}`, async (bench) => {
          const { id } = await open(bench);
          const { outcome } = await pay(bench, id, CARD(number));
          if (outcome.outcome !== 'challenge') throw new Error(`No challenge but ${outcome.outcome}.`);
          const after = await bench.engine.checkout.finishChallenge(outcome.challengeId, passed);
          has(after, passed ? { outcome: 'complete' } : { code: 'payment_intent_authentication_failure' });
          has(await bench.stripe.checkout.sessions.retrieve(id), { status: passed ? 'complete' : 'open' });
        }),
      ),
    ),
    ...debits,
    rule('"Pay" pressed twice pays once', async (bench) => {
      const { id } = await open(bench);
      const outcomes = await Promise.all([pay(bench, id), pay(bench, id)]);
      same(outcomes.map(({ outcome }) => outcome.outcome).sort(), ['closed', 'complete']);
      same((await bench.stripe.charges.list()).data.length, 1);
    }),
    rule(
      'a promotion code that is unknown, used up, too small an order or for other goods is refused',
      async (bench) => {
        const { stripe, engine } = bench;
        const { id } = await open(bench, { allow_promotion_codes: true });
        const make = async (code: string, coupon: object, more: object = {}) => {
          const made = await stripe.coupons.create({ percent_off: 10, ...coupon });
          await stripe.promotionCodes.create({
            promotion: { type: 'coupon', coupon: made.id },
            code,
            ...more,
          });
        };
        const other = await stripe.products.create({ name: 'A book' });
        await make('BIG', {}, { restrictions: { minimum_amount: 9000, minimum_amount_currency: 'eur' } });
        await make('BOOKS', { applies_to: { products: [other.id] } });
        await make('OLD', { redeem_by: 1_000_000 });
        const said: unknown[] = [];
        for (const code of ['NONE', 'BIG', 'BOOKS', 'OLD']) {
          said.push(await engine.checkout.applyPromotionCode(id, code));
        }
        same(said, [
          { refused: 'This code is invalid.' },
          { refused: 'Your order does not reach the minimum this code asks for.' },
          { refused: 'This code does not apply to the items in your order.' },
          { refused: 'This code has expired.' },
        ]);
      },
    ),
    rule('an e-mail address, phone and shipping address are asked for and checked', async (bench) => {
      const { id } = await open(bench, {
        phone_number_collection: { enabled: true },
        shipping_address_collection: { allowed_countries: ['IT'] },
      });
      const wrong: [object, string][] = [
        [{ email: 'ada@' }, 'email'],
        [{ ...EMAIL }, 'phone'],
        [{ ...EMAIL, phone: '+39 055 123456' }, 'shippingName'],
      ];
      for (const [typed, field] of wrong) {
        has(await bench.engine.checkout.pay(id, { email: '', ...typed }), { outcome: 'refused', field });
      }
    }),
  ],
};
