import type { PaymentField, PaymentInstrument } from '../engine';

export type Card = Extract<PaymentInstrument, { type: 'card' }>;

export interface CardFacts {
  brand: 'amex' | 'diners' | 'discover' | 'jcb' | 'mastercard' | 'visa';
  funding: 'credit' | 'debit';
  country: string;
  /** What happens when it is charged. */
  verdict: Verdict;
}

export interface Decline {
  code: string;
  declineCode?: string;
  field?: PaymentField;
  message: string;
}

export type Verdict = { kind: 'approve' } | { kind: 'challenge' } | ({ kind: 'decline' } & Decline);

const approve: Verdict = { kind: 'approve' };
const challenge: Verdict = { kind: 'challenge' };
const visa = { brand: 'visa', funding: 'credit', country: 'US' } as const;

function decline(
  code: string,
  declineCode: string | undefined,
  message: string,
  field?: PaymentField,
): CardFacts {
  return { ...visa, verdict: { kind: 'decline', code, declineCode, message, field } };
}

/** Stripe's public test cards. https://docs.stripe.com/testing */
const CARDS: Record<string, CardFacts> = {
  '4242424242424242': { ...visa, verdict: approve },
  '4000056655665556': { ...visa, funding: 'debit', verdict: approve },
  '5555555555554444': { brand: 'mastercard', funding: 'credit', country: 'US', verdict: approve },
  '5200828282828210': { brand: 'mastercard', funding: 'debit', country: 'US', verdict: approve },
  '378282246310005': { brand: 'amex', funding: 'credit', country: 'US', verdict: approve },
  '6011111111111117': { brand: 'discover', funding: 'credit', country: 'US', verdict: approve },
  '3056930009020004': { brand: 'diners', funding: 'credit', country: 'US', verdict: approve },
  '3566002020360505': { brand: 'jcb', funding: 'credit', country: 'JP', verdict: approve },
  '4000000000000259': { ...visa, verdict: approve },
  '4000000000002685': { ...visa, verdict: approve },
  '4000000000005126': { ...visa, verdict: approve },
  '4000000000007726': { ...visa, verdict: approve },
  '4000002500003155': { ...visa, verdict: challenge },
  '4000002760003184': { ...visa, verdict: challenge },
  '4000000000000002': decline('card_declined', 'generic_decline', 'Your card was declined.'),
  '4000000000009995': decline('card_declined', 'insufficient_funds', 'Your card has insufficient funds.'),
  '4000000000009987': decline('card_declined', 'lost_card', 'Your card was declined.'),
  '4000000000009979': decline('card_declined', 'stolen_card', 'Your card was declined.'),
  '4000000000000069': decline('expired_card', undefined, 'Your card has expired.', 'expiry'),
  '4000000000000127': decline('incorrect_cvc', undefined, "Your card's security code is incorrect.", 'cvc'),
  '4000000000000119': decline(
    'processing_error',
    undefined,
    'An error occurred while processing your card. Try again in a little bit.',
  ),
};

const NOT_A_TEST_CARD: CardFacts = decline(
  'card_declined',
  'test_mode_live_card',
  'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
  'number',
);

/** What the card is, or why its fields cannot be right, as the payment page says it before charging anything. */
export function readCard(card: Card, today = new Date()): CardFacts | Decline {
  const number = card.number.replace(/\s|-/g, '');
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) {
    return { code: 'incorrect_number', field: 'number', message: 'Your card number is invalid.' };
  }
  const year = card.expYear < 100 ? 2000 + card.expYear : card.expYear;
  if (!Number.isInteger(card.expMonth) || card.expMonth < 1 || card.expMonth > 12) {
    const message = "Your card's expiration month is invalid.";
    return { code: 'invalid_expiry_month', field: 'expiry', message };
  }
  const monthsLeft = (year - today.getUTCFullYear()) * 12 + card.expMonth - 1 - today.getUTCMonth();
  if (!Number.isInteger(year) || monthsLeft < 0 || monthsLeft > 50 * 12) {
    const message = "Your card's expiration year is invalid.";
    return { code: 'invalid_expiry_year', field: 'expiry', message };
  }
  const facts = CARDS[number] ?? NOT_A_TEST_CARD;
  const digits = facts.brand === 'amex' ? /^\d{3,4}$/ : /^\d{3}$/;
  if (!digits.test(card.cvc)) {
    return { code: 'invalid_cvc', field: 'cvc', message: "Your card's security code is incomplete." };
  }
  return facts;
}

/** The check digit every card number carries. */
function passesLuhn(number: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...number].reverse().entries()) {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
