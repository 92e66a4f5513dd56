/** @jsxImportSource hono/jsx */
import type Stripe from 'stripe';
import type { OptionalItemView } from '../../engine';
import { Icon } from '../icons';
import type { PageFacts } from './facts';
import { Offers, Picture, RemoveOptional } from './optional-items';

/** What is bought, line by line, down to the total. Replaced as a whole whenever the session changes. */
export const Summary = ({ facts }: { facts: PageFacts }) => {
  const { view, speech, money, session, total } = facts;
  const { t } = speech;
  const [only] = view.lineItems;
  const title =
    session.mode === 'subscription' && only && view.lineItems.length === 1
      ? t.subscribeTo(only.description ?? '')
      : t.payShop(facts.shop);
  return (
    <>
      <h1>{title}</h1>
      <p class="headline" data-total>
        {money(total)}
        {only?.price?.recurring && view.lineItems.length === 1 && (
          <small> {interval(only.price, facts)}</small>
        )}
      </p>
      <details class="lines" id="lines" open>
        <summary>{t.showDetails}</summary>
        <ul>
          {view.lineItems.map((item) => (
            <Line key={item.id} item={item} facts={facts} />
          ))}
        </ul>
      </details>
      <Offers facts={facts} />
      <Totals facts={facts} />
    </>
  );
};

const Line = ({ item, facts }: { key: string; item: Stripe.LineItem; facts: PageFacts }) => {
  const { money, view, speech } = facts;
  const { t } = speech;
  const name = item.description ?? '';
  const quantity = item.quantity ?? 1;
  const optional = view.optionalItems.find(({ id }) => id === item.id);
  const bounds = boundsOf(optional, view.adjustable[item.id]);
  const image = view.images[item.id] ?? optional?.image;
  const unit = item.price?.unit_amount ?? Math.round(item.amount_subtotal / Math.max(quantity, 1));
  return (
    <li class="line">
      <Picture name={name} image={image} />
      <div class="what">
        <span class="name">{name}</span>
        {bounds ? (
          <Stepper
            id={item.id}
            name={name}
            quantity={quantity}
            bounds={bounds}
            optional={optional !== undefined}
            words={t}
          />
        ) : (
          quantity > 1 && (
            <span class="quiet">
              {t.quantity} {quantity}
            </span>
          )
        )}
        {optional && <RemoveOptional item={optional} facts={facts} />}
      </div>
      <div class="much">
        <span>{money(item.amount_subtotal)}</span>
        {quantity > 1 && <span class="quiet">{t.each(money(unit))}</span>}
        {item.price?.recurring && <span class="quiet">{interval(item.price, facts)}</span>}
      </div>
    </li>
  );
};

type Bounds = { minimum: number; maximum: number };

/** An item the shopper added keeps at least one; to have none of it, it is taken out. */
function boundsOf(optional: OptionalItemView | undefined, line: Bounds | undefined): Bounds | undefined {
  if (!optional) return line;
  const minimum = Math.max(1, optional.minimum);
  return minimum < optional.maximum ? { minimum, maximum: optional.maximum } : undefined;
}

interface StepperProps {
  id: string;
  name: string;
  quantity: number;
  bounds: Bounds;
  optional: boolean;
  words: PageFacts['speech']['t'];
}

const Stepper = ({ id, name, quantity, bounds, optional, words }: StepperProps) => (
  <div class="stepper" data-line={id} data-kind={optional ? 'optional' : 'bought'}>
    <button
      type="button"
      id={`less-${id}`}
      data-step="-1"
      aria-label={words.decrease(name)}
      disabled={quantity <= bounds.minimum}
    >
      <Icon name="minus" />
    </button>
    <input
      id={`quantity-${id}`}
      type="number"
      inputmode="numeric"
      value={String(quantity)}
      min={bounds.minimum}
      max={bounds.maximum}
      aria-label={words.quantityOf(name)}
    />
    <button
      type="button"
      id={`more-${id}`}
      data-step="1"
      aria-label={words.increase(name)}
      disabled={quantity >= bounds.maximum}
    >
      <Icon name="plus" />
    </button>
  </div>
);

const Totals = ({ facts }: { facts: PageFacts }) => {
  const { session, money, speech, total } = facts;
  const { t } = speech;
  const discount = session.total_details?.amount_discount ?? 0;
  const tax = session.total_details?.amount_tax ?? 0;
  const applied = (session.discounts ?? []).length > 0;
  return (
    <dl class="totals">
      <div class="sum">
        <dt>{t.subtotal}</dt>
        <dd>{money(session.amount_subtotal ?? 0)}</dd>
      </div>
      {session.allow_promotion_codes && !applied && <PromotionForm facts={facts} />}
      {(applied || discount > 0) && (
        <div class="sum">
          <dt class="promotion">
            <span class="code">
              <Icon name="tag" /> {facts.discountName ?? t.discount}
            </span>
            {applied && session.allow_promotion_codes && (
              <button type="button" id="promotion-remove" class="bare" aria-label={t.removePromotionCode}>
                <Icon name="close" />
              </button>
            )}
          </dt>
          <dd>−{money(discount)}</dd>
        </div>
      )}
      {session.shipping_cost && (
        <div class="sum">
          <dt>{t.shipping}</dt>
          <dd>
            {session.shipping_cost.amount_total === 0 ? t.free : money(session.shipping_cost.amount_total)}
          </dd>
        </div>
      )}
      {tax > 0 && (
        <div class="sum">
          <dt>{t.tax}</dt>
          <dd>{money(tax)}</dd>
        </div>
      )}
      <div class="sum total">
        <dt>{session.mode === 'subscription' ? t.totalDueToday : t.totalDue}</dt>
        <dd>{money(total)}</dd>
      </div>
    </dl>
  );
};

const PromotionForm = ({ facts }: { facts: PageFacts }) => {
  const { t } = facts.speech;
  return (
    <div class="sum wide">
      <dt>
        <button
          type="button"
          id="promotion-open"
          class="quiet-button"
          aria-expanded="false"
          aria-controls="promotion"
        >
          {t.addPromotionCode}
        </button>
      </dt>
      <dd>
        <form id="promotion" hidden>
          <input
            id="promotionCode"
            name="code"
            aria-label={t.promotionCode}
            placeholder={t.promotionCode}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            aria-describedby="promotionCode-error"
          />
          <button type="submit">{t.apply}</button>
          <p class="error" id="promotionCode-error" aria-live="polite" />
        </form>
      </dd>
    </div>
  );
};

function interval(price: Stripe.Price, { speech }: PageFacts): string {
  const { t } = speech;
  const unit = price.recurring?.interval;
  const count = price.recurring?.interval_count ?? 1;
  if (!unit || !isUnit(unit)) return '';
  return count === 1 ? t.per[unit] : t.every(count, unit);
}

const isUnit = (unit: string): unit is 'day' | 'week' | 'month' | 'year' =>
  /^(day|week|month|year)$/.test(unit);
