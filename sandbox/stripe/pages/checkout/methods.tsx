/** @jsxImportSource hono/jsx */

import { hasPostalCode } from '../../checkout/postal-codes';
import type { PaymentInstrument } from '../../engine';
import { COUNTRIES, namedCountries, regionNeed } from '../countries';
import { Icon } from '../icons';
import type { PageFacts } from './facts';
import { CountryField, Field } from './field';
import { TestData } from './test-data';

type Method = PaymentInstrument['type'];

/**
 * The ways to pay as an accordion. Only the chosen one's inputs are in the document; the others wait in templates,
 * so that nothing hidden can be filled in, announced or posted.
 */
export const Methods = ({ facts }: { facts: PageFacts }) => {
  const { t } = facts.speech;
  const names: Record<Method, string> = { card: t.card, sepa_debit: t.sepa, us_bank_account: t.ach };
  const [first] = facts.view.methods;
  return (
    <div class="methods">
      {facts.view.methods.map((method) => (
        <div class="method" key={method}>
          <div class="choice">
            <input
              type="radio"
              id={`method-${method}`}
              name="method"
              value={method}
              checked={method === first}
            />
            <label for={`method-${method}`}>{names[method]}</label>
            <Icon name={method === 'card' ? 'card' : 'bank'} />
          </div>
          <div class="panel" data-panel={method} hidden={method !== first}>
            {method === first && <Panel method={method} facts={facts} />}
          </div>
          {method !== first && (
            <template data-method={method}>
              <Panel method={method} facts={facts} />
            </template>
          )}
        </div>
      ))}
    </div>
  );
};

const Panel = ({ method, facts }: { method: Method; facts: PageFacts }) => {
  const { t } = facts.speech;
  if (method === 'card') return <CardPanel facts={facts} />;
  return (
    <div class="inputs">
      {method === 'sepa_debit' ? (
        <Field name="iban" label={t.iban} placeholder="IT60 X054 2811 1010 0000 0123 456" />
      ) : (
        <div class="pair">
          <Field name="routingNumber" label={t.routingNumber} inputmode="numeric" placeholder="110000000" />
          <Field
            name="accountNumber"
            label={t.accountNumber}
            inputmode="numeric"
            placeholder="000123456789"
          />
        </div>
      )}
      <Field name="holder" label={t.accountHolder} autocomplete="name" />
      <p class="quiet">{method === 'sepa_debit' ? t.sepaMandate(facts.shop) : t.achMandate(facts.shop)}</p>
      <TestData method={method} words={t} />
    </div>
  );
};

const CardPanel = ({ facts }: { facts: PageFacts }) => {
  const { t } = facts.speech;
  const delivers = facts.session.shipping_address_collection !== null;
  return (
    <div class="inputs">
      <Field
        name="cardNumber"
        label={t.cardNumber}
        inputmode="numeric"
        autocomplete="cc-number"
        placeholder="1234 1234 1234 1234"
      />
      <div class="pair">
        <Field
          name="cardExpiry"
          label={t.expiration}
          inputmode="numeric"
          autocomplete="cc-exp"
          placeholder={t.expirationHint}
        />
        <Field
          name="cardCvc"
          label={t.cvc}
          inputmode="numeric"
          autocomplete="cc-csc"
          placeholder="123"
          maxlength={4}
        />
      </div>
      <Field name="cardName" label={t.nameOnCard} autocomplete="cc-name" />
      {delivers ? (
        <>
          <div class="tick">
            <input type="checkbox" id="sameAsDelivery" name="sameAsDelivery" checked />
            <label for="sameAsDelivery">{t.sameAsDelivery}</label>
          </div>
          <div data-billing />
          <template data-billing-inputs>
            <Billing facts={facts} />
          </template>
        </>
      ) : (
        <Billing facts={facts} />
      )}
      <TestData method="card" words={t} />
    </div>
  );
};

const Billing = ({ facts }: { facts: PageFacts }) => {
  const { t, tag } = facts.speech;
  return (
    <div class="pair address-part">
      <CountryField
        name="billingCountry"
        label={t.country}
        value={facts.country}
        autocomplete="billing country"
        countries={countryOptions(COUNTRIES, tag)}
      />
      <Field name="billingPostalCode" label={t.postalCode} autocomplete="billing postal-code" />
    </div>
  );
};

/** Countries with what an address in each of them has. */
export function countryOptions(codes: readonly string[], tag: string) {
  return namedCountries(codes, tag).map((country) => ({
    ...country,
    region: regionNeed(country.code),
    postal: hasPostalCode(country.code),
  }));
}
