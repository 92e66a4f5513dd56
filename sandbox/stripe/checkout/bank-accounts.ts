import type { PaymentInstrument } from '../engine';
import type { Decline } from './cards';

export type BankAccount = Exclude<PaymentInstrument, { type: 'card' }>;

/** What a bank answers some days later. */
export interface BankFacts {
  outcome: 'succeed' | 'fail';
  failure: { code: string; message: string } | null;
}

const succeeds: BankFacts = { outcome: 'succeed', failure: null };
const fails = (code: string, message: string): BankFacts => ({ outcome: 'fail', failure: { code, message } });

/** Stripe's public test accounts. https://docs.stripe.com/payments/sepa-debit/accept-a-payment#test-your-integration */
const IBANS: Record<string, BankFacts> = {
  AT321904300235473204: succeeds,
  AT861904300235473202: fails('debit_not_authorized', "The customer's bank refused the debit."),
};

/** https://docs.stripe.com/payments/ach-direct-debit/accept-a-payment#test-account-numbers */
const ROUTING_NUMBER = '110000000';
const ACCOUNTS: Record<string, BankFacts> = {
  '000123456789': succeeds,
  '000111111116': fails('no_account', 'The bank account could not be located.'),
  '000222222227': fails('insufficient_funds', 'The bank account has insufficient funds.'),
};

/** What the account will do, or why its fields cannot be right. */
export function readBankAccount(account: BankAccount): BankFacts | Decline {
  if (account.name.trim() === '') {
    return { code: 'incomplete_name', field: 'name', message: 'Your name is incomplete.' };
  }
  if (account.type === 'sepa_debit') {
    const iban = account.iban.replace(/\s/g, '').toUpperCase();
    if (!isIban(iban))
      return { code: 'invalid_iban', field: 'iban', message: 'The IBAN you entered is invalid.' };
    return (
      IBANS[iban] ?? {
        code: 'invalid_bank_account_iban',
        field: 'iban',
        message: 'This is a sandbox: use one of the test IBANs, for example AT32 1904 3002 3547 3204.',
      }
    );
  }
  if (account.routingNumber !== ROUTING_NUMBER) {
    const message = `This is a sandbox: use the test routing number ${ROUTING_NUMBER}.`;
    return { code: 'routing_number_invalid', field: 'routingNumber', message };
  }
  return (
    ACCOUNTS[account.accountNumber] ?? {
      code: 'account_number_invalid',
      field: 'accountNumber',
      message: 'This is a sandbox: use one of the test account numbers, for example 000123456789.',
    }
  );
}

/** Length and check digits (ISO 13616). */
function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = [...(iban.slice(4) + iban.slice(0, 4))].map((sign) => Number.parseInt(sign, 36)).join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
