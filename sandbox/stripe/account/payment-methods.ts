import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { BankAccount } from '../checkout/bank-accounts';
import type { Card, CardFacts } from '../checkout/cards';
import { newId, now } from '../state/ids';
import type { World } from '../world';

/** The payment method as Stripe keeps it: never the number itself. */
export function keepCard(
  world: World,
  card: Card,
  facts: CardFacts,
  billing: Stripe.PaymentMethod.BillingDetails,
): Stripe.PaymentMethod {
  const number = card.number.replace(/\D/g, '');
  return world.store.paymentMethods.put({
    ...common('card', billing),
    card: {
      brand: facts.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: card.postalCode ? 'pass' : null,
        cvc_check:
          facts.verdict.kind === 'decline' && facts.verdict.code === 'incorrect_cvc' ? 'fail' : 'pass',
      },
      country: facts.country,
      display_brand: facts.brand === 'amex' ? 'american_express' : facts.brand,
      exp_month: card.expMonth,
      exp_year: card.expYear < 100 ? 2000 + card.expYear : card.expYear,
      fingerprint: fingerprint(number),
      funding: facts.funding,
      generated_from: null,
      last4: number.slice(-4),
      networks: { available: [facts.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
  });
}

export function keepBankAccount(
  world: World,
  account: BankAccount,
  billing: Stripe.PaymentMethod.BillingDetails,
): Stripe.PaymentMethod {
  if (account.type === 'sepa_debit') {
    const iban = account.iban.replace(/\s/g, '').toUpperCase();
    return world.store.paymentMethods.put({
      ...common('sepa_debit', billing),
      sepa_debit: {
        bank_code: iban.slice(4, 9),
        branch_code: '',
        country: iban.slice(0, 2),
        fingerprint: fingerprint(iban),
        generated_from: { charge: null, setup_attempt: null },
        last4: iban.slice(-4),
      },
    });
  }
  return world.store.paymentMethods.put({
    ...common('us_bank_account', billing),
    us_bank_account: {
      account_holder_type: 'individual',
      account_type: 'checking',
      bank_name: 'STRIPE TEST BANK',
      financial_connections_account: null,
      fingerprint: fingerprint(account.accountNumber),
      last4: account.accountNumber.slice(-4),
      networks: { preferred: 'ach', supported: ['ach'] },
      routing_number: account.routingNumber,
      status_details: {},
    },
  });
}

function common(type: Stripe.PaymentMethod.Type, billing: Stripe.PaymentMethod.BillingDetails) {
  return {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: billing,
    created: now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type,
  } satisfies Stripe.PaymentMethod;
}

/** The same card or account has the same fingerprint, which tells nothing of its number. */
function fingerprint(number: string): string {
  return createHash('sha256').update(number).digest('base64url').replace(/[-_]/g, 'x').slice(0, 16);
}
