import type Stripe from 'stripe';
import type { PortalSubscription, PortalView } from '../../engine';
import { formatMoney } from '../../money';
import type { Speech } from '../locale';
import { type PortalWords, portalWords } from './words';

/** Everything the portal's pages need to know, derived once per request. */
export interface PortalFacts {
  view: PortalView;
  speech: Speech;
  words: PortalWords;
  shop: string;
  /** The portal's own address, without a slash at the end. */
  base: string;
  money(amount: number, currency: string): string;
  date(seconds: number): string;
}

export function portalFacts(view: PortalView, speech: Speech, shopName: string | undefined): PortalFacts {
  const { return_url: back, url } = view.session;
  const host = back && URL.canParse(back) ? new URL(back).host : 'Bottega sandbox';
  const dates = new Intl.DateTimeFormat(speech.tag, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    view,
    speech,
    words: portalWords[speech.language],
    shop: shopName || host,
    base: new URL(url).pathname,
    money: (amount, currency) => formatMoney(amount, currency, speech.tag),
    date: (seconds) => dates.format(seconds * 1000),
  };
}

/** What becomes of a subscription, in a sentence. */
export function outlook({ subscription, next }: PortalSubscription, facts: PortalFacts): string {
  const { words, date, money } = facts;
  if (subscription.status === 'past_due' || subscription.status === 'unpaid') return words.pastDue;
  if (subscription.cancel_at !== null) return words.ends(date(subscription.cancel_at));
  if (!next) return '';
  const say = subscription.status === 'trialing' ? words.trialEnds : words.renews;
  return say(date(next.at), money(next.amount, subscription.currency));
}

/** What each period costs. */
export function priceText({ items, currency }: Stripe.Subscription, facts: PortalFacts): string {
  const { words, money } = facts;
  return items.data
    .map(({ price, quantity = 1 }) => {
      const { interval = 'month', interval_count: count = 1 } = price.recurring ?? {};
      const amount = money((price.unit_amount ?? 0) * quantity, currency);
      const unit = isUnit(interval) ? interval : 'month';
      return `${amount} ${count === 1 ? words.per[unit] : words.every(count, unit)}`;
    })
    .join(' + ');
}

const isUnit = (unit: string): unit is 'day' | 'week' | 'month' | 'year' =>
  /^(day|week|month|year)$/.test(unit);
