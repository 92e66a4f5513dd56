import type Stripe from 'stripe';
import type { CheckoutView } from '../../engine';
import { formatMoney } from '../../money';
import type { Speech } from '../locale';

/** Everything the payment page's parts need to know, derived once per request. */
export interface PageFacts {
  view: CheckoutView;
  session: Stripe.Checkout.Session;
  speech: Speech;
  /** Amounts of this session as this page's reader writes them. */
  money(amount: number): string;
  currency: string;
  total: number;
  shop: string;
  /** Where "Back to …" leads; null where the session names no such place. */
  backUrl: string | null;
  /** Where a finished session sends the shopper, with its ID filled in; null where it keeps them. */
  landingUrl: string | null;
  /** The words on the button that pays. */
  payLabel: string;
  /** False where nothing is due, now or later, so that no card is asked for. */
  needsMethod: boolean;
  /** Country to preselect. */
  country: string;
  /** Known before the page opens, so that it is shown and not asked for. */
  knownEmail: string | null;
  /** What the tag beside a discount says, where there is more to say than that it is one. */
  discountName: string | null;
}

export function factsOf(
  view: CheckoutView,
  speech: Speech,
  known: {
    preferredCountry: string | null;
    discountName: string | null;
    shopName: string | undefined;
    /** Where the Payment Link behind the session, if any, sends the shopper afterwards. */
    linkRedirect: string | undefined;
  },
): PageFacts {
  const { session } = view;
  const currency = session.currency ?? view.lineItems[0]?.currency ?? 'usd';
  const total = session.amount_total ?? 0;
  const landing = session.success_url ?? known.linkRedirect ?? session.return_url;
  const money = (amount: number) => formatMoney(amount, currency, speech.tag);
  return {
    view,
    session,
    speech,
    money,
    currency,
    total,
    shop: shopName(session, known.shopName, landing),
    backUrl: session.cancel_url,
    landingUrl: landing?.replaceAll('{CHECKOUT_SESSION_ID}', session.id) ?? null,
    payLabel: payLabel(session, speech, money(total)),
    needsMethod: needsMethod(session, total),
    country: firstCountry(session, known.preferredCountry, speech),
    knownEmail: knownEmail(session),
    discountName: known.discountName,
  };
}

/** The name the session carries, or the account's, or else the address the shopper came from. */
function shopName(
  session: Stripe.Checkout.Session,
  account: string | undefined,
  landing: string | undefined,
): string {
  const named = session.branding_settings?.display_name?.trim() || account;
  if (named) return named;
  const address = session.cancel_url ?? landing;
  return address && URL.canParse(address) ? new URL(address).host : 'Bottega sandbox';
}

/** Given by the shop, or that of the customer the session is for. */
function knownEmail(session: Stripe.Checkout.Session): string | null {
  if (session.customer_email) return session.customer_email;
  return session.customer === null ? null : (session.customer_details?.email ?? null);
}

function payLabel(session: Stripe.Checkout.Session, { t }: Speech, total: string): string {
  if (session.mode === 'subscription') return t.subscribe;
  if (session.amount_total === 0) return t.completeOrder;
  if (session.submit_type === 'book') return t.book(total);
  if (session.submit_type === 'donate') return t.donate(total);
  return t.pay(total);
}

/** A subscription wants a way to pay later even where today is free, unless the session says otherwise. */
function needsMethod(session: Stripe.Checkout.Session, total: number): boolean {
  if (total > 0) return true;
  return session.payment_method_collection === 'always';
}

function firstCountry(session: Stripe.Checkout.Session, preferred: string | null, speech: Speech): string {
  const allowed = session.shipping_address_collection?.allowed_countries;
  const italian = speech.language === 'it';
  const guess = italian && session.locale === 'it' ? 'IT' : (preferred ?? (italian ? 'IT' : 'US'));
  if (!allowed || allowed.includes(guess)) return guess;
  return allowed.includes('IT') ? 'IT' : (allowed[0] ?? guess);
}

/** The ID of the shipping rate now in force. */
export function chosenRate(session: Stripe.Checkout.Session): string | null {
  const rate = session.shipping_cost?.shipping_rate;
  return typeof rate === 'string' ? rate : (rate?.id ?? null);
}
