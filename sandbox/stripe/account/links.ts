import type Stripe from 'stripe';
import type { SessionCreate } from '../api/schemas/checkout';
import type { LinkCreate } from '../api/schemas/links';
import { lineSubtotal, priceOf, toLineItem } from '../checkout/amounts';
import { createSession, paymentData, subscriptionData } from '../checkout/create';
import { checkMode, makeLines } from '../checkout/lines';
import { takeOptionalItems } from '../checkout/optional-items';
import { checkOnlyIn } from '../checkout/rules';
import { linkUrl } from '../checkout/urls';
import { invalid, missingReference, notFound } from '../errors';
import { newId } from '../state/ids';
import type { LinkRow, SessionRow } from '../state/rows';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { checkCompletion, linkObject } from './link-object';

/** https://docs.stripe.com/api/payment-link/create */
export function createLink(world: World, input: LinkCreate): Stripe.PaymentLink {
  const lines = makeLines(world, input.line_items);
  const recurring = lines.some((line) => priceOf(world, line).type === 'recurring');
  const mode = recurring ? 'subscription' : 'payment';
  checkMode(world, mode, lines);
  const first = lines[0];
  if (!first) throw invalid('Missing required param: line_items.', 'line_items', 'parameter_missing');
  checkCompletion(input.after_completion);
  checkOnlyIn(input, mode);
  const { currency } = priceOf(world, first);
  takeOptionalItems(world, input.optional_items, { currency, mode });
  const id = newId('plink');
  const payment = paymentData(input);
  const subscription = recurring ? subscriptionData(input) : null;
  const link = linkObject(
    {
      id,
      url: linkUrl(world.publicUrl, id),
      currency,
      mode,
      payment,
      subscription,
      shippingOptions: (input.shipping_options ?? []).map(({ shipping_rate = '' }, index) => {
        const rate = world.store.shippingRates.get(shipping_rate);
        if (!rate) {
          throw missingReference('shipping rate', shipping_rate, `shipping_options[${index}][shipping_rate]`);
        }
        return { shipping_amount: rate.fixed_amount?.amount ?? 0, shipping_rate };
      }),
    },
    input,
  );
  world.store.links.put({ id, link, lines, payment, subscription });
  emit(world, 'payment_link.created', link);
  return link;
}

export function requireLink(world: World, id: string): LinkRow {
  const row = world.store.links.get(id);
  if (!row) throw notFound('payment_link', id, 'payment_link');
  return row;
}

export function linkLineItems(world: World, row: LinkRow): Stripe.LineItem[] {
  return row.lines.map((line) => {
    const price = priceOf(world, line);
    return toLineItem({ line, price, subtotal: lineSubtotal(price, line.quantity), discount: 0 });
  });
}

/** What a shopper who opens the link is told when there is nothing to buy any more; null: they may buy. */
export function whyClosed({ link }: LinkRow): string | null {
  const message = link.inactive_message ?? 'This link is no longer active.';
  if (!link.active) return message;
  return usedUp({ link }) ? message : null;
}

/** Whether as many of its sessions have been completed as it allows. */
export function usedUp({ link }: Pick<LinkRow, 'link'>): boolean {
  const limit = link.restrictions?.completed_sessions;
  return limit !== undefined && limit.count >= limit.limit;
}

/** The session a shopper gets by opening the link: its metadata is a copy of the link's. */
export function startFromLink(world: World, row: LinkRow, locale?: string): SessionRow {
  const { link } = row;
  const mode: SessionCreate['mode'] = row.subscription ? 'subscription' : 'payment';
  const session = createSession(
    world,
    {
      mode,
      metadata: { ...link.metadata },
      allow_promotion_codes: link.allow_promotion_codes,
      allowed_payment_method_types: link.payment_method_types ?? undefined,
      automatic_tax: { enabled: link.automatic_tax.enabled },
      locale,
      name_collection: link.name_collection,
      optional_items: link.optional_items?.map(({ price, quantity, adjustable_quantity }) => ({
        price,
        quantity,
        adjustable_quantity: adjustable_quantity
          ? {
              enabled: adjustable_quantity.enabled,
              maximum: adjustable_quantity.maximum ?? undefined,
              minimum: adjustable_quantity.minimum ?? undefined,
            }
          : undefined,
      })),
      phone_number_collection: link.phone_number_collection,
      shipping_address_collection: link.shipping_address_collection ?? undefined,
      shipping_options: link.shipping_options.map(({ shipping_rate }) => ({
        shipping_rate: String(shipping_rate),
      })),
    },
    {
      id: row.id,
      lines: row.lines,
      payment: row.payment,
      subscription: row.subscription,
      redirectAfter: link.after_completion.redirect?.url ?? null,
    },
  );
  session.session.allowed_payment_method_types = null;
  session.session.billing_address_collection = link.billing_address_collection;
  session.session.consent_collection = link.consent_collection;
  session.session.custom_fields = link.custom_fields.map(sessionField);
  session.session.custom_text = link.custom_text;
  session.session.customer_creation = mode === 'payment' ? link.customer_creation : null;
  session.session.submit_type = link.submit_type;
  session.session.payment_method_collection = link.payment_method_collection;
  if (link.tax_id_collection.enabled) session.session.tax_id_collection = link.tax_id_collection;
  if (link.invoice_creation?.invoice_data) {
    const { enabled, invoice_data } = link.invoice_creation;
    session.session.invoice_creation = { enabled, invoice_data };
  }
  return world.store.sessions.put(session);
}

/** A session's field is a link's that waits for its answer. */
function sessionField(field: Stripe.PaymentLink.CustomField): Stripe.Checkout.Session.CustomField {
  return {
    ...(field.dropdown && { dropdown: { ...field.dropdown, value: null } }),
    key: field.key,
    label: field.label,
    ...(field.numeric && { numeric: { ...field.numeric, value: null } }),
    optional: field.optional,
    ...(field.text && { text: { ...field.text, value: null } }),
    type: field.type,
  };
}
