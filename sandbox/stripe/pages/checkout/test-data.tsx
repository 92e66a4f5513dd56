/** @jsxImportSource hono/jsx */
import type { PaymentInstrument } from '../../engine';
import type { Messages } from '../messages';

type Example = { name: string; values: Record<string, string> };

/** Stripe's public test numbers. https://docs.stripe.com/testing */
function examples(method: PaymentInstrument['type'], t: Messages): Example[] {
  const bank = (name: string, values: Record<string, string>) => ({
    name,
    values: { ...values, holder: 'Ada Prova' },
  });
  if (method === 'sepa_debit') {
    return [
      bank(t.testSucceeds, { iban: 'AT32 1904 3002 3547 3204' }),
      bank(t.testFailsLater, { iban: 'AT86 1904 3002 3547 3202' }),
    ];
  }
  if (method === 'us_bank_account') {
    const ach = (accountNumber: string) => ({ routingNumber: '110000000', accountNumber });
    return [bank(t.testSucceeds, ach('000123456789')), bank(t.testFailsLater, ach('000111111116'))];
  }
  const card = (cardNumber: string) => ({
    cardNumber,
    cardExpiry: '12 / 34',
    cardCvc: '123',
    cardName: 'Ada Prova',
    billingCountry: 'IT',
    billingPostalCode: '10121',
  });
  return [
    { name: t.testSucceeds, values: card('4242 4242 4242 4242') },
    { name: t.testChallenge, values: card('4000 0025 0000 3155') },
    { name: t.testDeclined, values: card('4000 0000 0000 0002') },
    { name: t.testFunds, values: card('4000 0000 0000 9995') },
  ];
}

/** One press fills the inputs, because whoever tries the sandbox should not have to look numbers up. */
export const TestData = ({ method, words }: { method: PaymentInstrument['type']; words: Messages }) => (
  <div class="test-data">
    <span class="quiet">{words.testData}</span>
    {examples(method, words).map((example) => (
      <button key={example.name} type="button" class="chip" data-fill={JSON.stringify(example.values)}>
        {example.name}
      </button>
    ))}
  </div>
);
