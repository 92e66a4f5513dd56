/** @jsxImportSource hono/jsx */
import type { PortalSubscription } from '../../engine';
import { Field } from '../checkout/field';
import type { FieldErrors, PostedForm } from '../checkout/submission';
import type { PortalFacts } from './facts';
import { Frame } from './frame';

/** Asks once more before a subscription is cancelled. */
export const CancelPage = ({ facts, entry }: { facts: PortalFacts; entry: PortalSubscription }) => {
  const { words, base, date } = facts;
  const { subscription, name } = entry;
  const end = subscription.items.data[0]?.current_period_end ?? subscription.created;
  return (
    <Frame facts={facts}>
      <section class="part">
        <h1>{words.cancelTitle}</h1>
        <p>{words.cancelText(name, date(end))}</p>
        <form method="post" action={`${base}/cancel/${subscription.id}`} class="actions">
          <button type="submit" class="primary">
            {words.cancel}
          </button>
          <a class="secondary" href={base}>
            {words.goBack}
          </a>
        </form>
      </section>
    </Frame>
  );
};

/** Stripe's public test numbers. https://docs.stripe.com/testing */
const TEST_CARDS = ['4242424242424242', '5555555555554444', '4000000000000002'] as const;

/** The form of such a number as somebody types it. */
export const filledCard = (number: string): PostedForm =>
  TEST_CARDS.some((known) => known === number)
    ? { cardNumber: number.replace(/(.{4})(?=.)/g, '$1 '), cardExpiry: '12 / 34', cardCvc: '123' }
    : {};

interface CardPageProps {
  facts: PortalFacts;
  entry: PortalSubscription;
  form: PostedForm;
  errors: FieldErrors;
  /** Why the card was refused, where that belongs to no input. */
  message: string | undefined;
}

/** Takes another card. */
export const CardPage = ({ facts, entry, form, errors, message }: CardPageProps) => {
  const { words, base, speech } = facts;
  const { t } = speech;
  const here = `${base}/card/${entry.subscription.id}`;
  const names = [t.testSucceeds, words.secondCard, t.testDeclined];
  const field = { autocomplete: 'off', inputmode: 'numeric' } as const;
  return (
    <Frame facts={facts}>
      <section class="part">
        <h1>{words.updateTitle}</h1>
        <p class="quiet">{words.updateText}</p>
        <div class="test-data">
          <span class="quiet">{words.testCards}</span>
          {TEST_CARDS.map((number, index) => (
            <a key={number} class="chip" href={`${here}?fill=${number}`}>
              {names[index]}
            </a>
          ))}
        </div>
        {message && (
          <p class="error" role="alert">
            {message}
          </p>
        )}
        <form method="post" action={here} class="inputs" novalidate>
          <Field
            {...field}
            name="cardNumber"
            label={t.cardNumber}
            value={form.cardNumber}
            error={errors.cardNumber}
          />
          <div class="pair">
            <Field
              {...field}
              name="cardExpiry"
              label={t.expiration}
              placeholder={t.expirationHint}
              value={form.cardExpiry}
              error={errors.cardExpiry}
            />
            <Field {...field} name="cardCvc" label={t.cvc} value={form.cardCvc} error={errors.cardCvc} />
          </div>
          <div class="actions">
            <button type="submit" class="primary">
              {words.save}
            </button>
            <a class="secondary" href={base}>
              {words.goBack}
            </a>
          </div>
        </form>
      </section>
    </Frame>
  );
};
