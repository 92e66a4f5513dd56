/** @jsxImportSource hono/jsx */
import type Stripe from 'stripe';
import { regionsOf } from '../addresses';
import { Icon } from '../icons';
import { Consent, Linked } from './consent';
import { CustomFields } from './custom-fields';
import { chosenRate, type PageFacts } from './facts';
import { CountryField, Field } from './field';
import { countryOptions, Methods } from './methods';

/** Who buys, where it goes, how it is paid. Posted by the page's script to `/c/pay/<session>/pay`. */
export const PaymentForm = ({ facts }: { facts: PageFacts }) => {
  const { session, speech, view } = facts;
  const { t } = speech;
  const note = session.custom_text.submit?.message;
  return (
    <form
      id="payment-form"
      novalidate
      data-total={facts.total}
      data-session={session.id}
      data-unreachable={t.unreachable}
    >
      <noscript>
        <p class="banner">{t.needsScript}</p>
      </noscript>
      <fieldset>
        <legend>{t.contact}</legend>
        <div class="inputs">
          <Field
            name="email"
            label={t.email}
            type="email"
            inputmode="email"
            autocomplete="email"
            value={facts.knownEmail ?? ''}
            readonly={facts.knownEmail !== null}
          />
          {session.phone_number_collection?.enabled && (
            <Field name="phone" label={t.phone} type="tel" inputmode="tel" autocomplete="tel" />
          )}
        </div>
      </fieldset>
      {session.shipping_address_collection && (
        <Delivery facts={facts} codes={session.shipping_address_collection.allowed_countries} />
      )}
      {view.shippingRates.length > 0 && <ShippingRates facts={facts} />}
      <CustomFields facts={facts} />
      <fieldset data-payment hidden={!facts.needsMethod}>
        <legend>{t.payment}</legend>
        <Methods facts={facts} />
      </fieldset>
      <p class="quiet" data-nothing hidden={facts.needsMethod}>
        {t.nothingToPay}
      </p>
      <Consent facts={facts} />
      <p class="banner" id="form-error" role="alert" hidden />
      <button type="submit" id="pay" class="pay" disabled data-processing={t.processing} data-done={t.done}>
        <span class="spinner" aria-hidden="true" />
        <span data-pay-label>{facts.payLabel}</span>
      </button>
      {session.mode === 'subscription' && <p class="quiet">{t.subscriptionTerms(facts.shop)}</p>}
      {note && (
        <p class="quiet">
          <Linked words={note} />
        </p>
      )}
    </form>
  );
};

const Delivery = ({ facts, codes }: { facts: PageFacts; codes: readonly string[] }) => {
  const { t, tag } = facts.speech;
  const note = facts.session.custom_text.shipping_address?.message;
  return (
    <fieldset>
      <legend>{t.delivery}</legend>
      <div class="inputs address-part">
        <Field name="name" label={t.fullName} autocomplete="shipping name" />
        <CountryField
          name="country"
          label={t.country}
          value={facts.country}
          countries={countryOptions(codes, tag)}
          autocomplete="shipping country"
        />
        <Field name="line1" label={t.address} autocomplete="shipping address-line1" />
        <Field name="line2" label={t.apartment} autocomplete="shipping address-line2" optional />
        <div class="pair">
          <Field name="postalCode" label={t.postalCode} autocomplete="shipping postal-code" />
          <Field name="city" label={t.city} autocomplete="shipping address-level2" />
        </div>
        <div data-region-words={JSON.stringify({ required: t.region, optional: t.regionOptional })}>
          <Field name="region" label={t.regionOptional} autocomplete="shipping address-level1" optional />
        </div>
        {codes
          .filter((code) => regionsOf(code).length > 0)
          .map((code) => (
            <datalist key={code} id={`regions-${code}`}>
              {regionsOf(code).map((region) => (
                <option key={region.code} value={region.name} />
              ))}
            </datalist>
          ))}
        {note && (
          <p class="quiet">
            <Linked words={note} />
          </p>
        )}
      </div>
    </fieldset>
  );
};

const ShippingRates = ({ facts }: { facts: PageFacts }) => {
  const { t } = facts.speech;
  const chosen = chosenRate(facts.session) ?? facts.view.shippingRates[0]?.id;
  return (
    <fieldset>
      <legend>{t.shippingMethod}</legend>
      <div class="methods">
        {facts.view.shippingRates.map((rate) => (
          <label class="method choice rate" key={rate.id}>
            <input type="radio" name="shippingRate" value={rate.id} checked={rate.id === chosen} />
            <span class="what">
              <span>{rate.display_name}</span>
              <span class="quiet">{estimate(rate, facts)}</span>
            </span>
            <span class="much">{price(rate, facts)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

function price(rate: Stripe.ShippingRate, { money, speech }: PageFacts): string {
  const amount = rate.fixed_amount?.amount ?? 0;
  return amount === 0 ? speech.t.free : money(amount);
}

function estimate(rate: Stripe.ShippingRate, { speech }: PageFacts): string {
  const from = rate.delivery_estimate?.minimum;
  const to = rate.delivery_estimate?.maximum;
  const unit = to?.unit ?? from?.unit;
  const until = to?.value ?? from?.value;
  if (until === undefined || (unit !== 'day' && unit !== 'business_day')) return '';
  return speech.t.days(from?.value ?? until, until, unit === 'business_day');
}

/** Stands in for the page of the shopper's bank. */
export const Challenge = ({ facts }: { facts: PageFacts }) => {
  const { t } = facts.speech;
  return (
    <dialog id="challenge" aria-labelledby="challenge-title">
      <p class="quiet bank">
        <Icon name="shield" /> {t.challengeBank} · 3-D Secure
      </p>
      <h2 id="challenge-title">{t.challengeTitle}</h2>
      <p data-challenge-text>{t.challengeText(facts.money(facts.total), facts.shop)}</p>
      <div class="buttons">
        <button type="button" class="secondary" data-challenge="fail">
          {t.challengeFail}
        </button>
        <button type="button" class="primary" data-challenge="complete">
          {t.challengeComplete}
        </button>
      </div>
    </dialog>
  );
};
