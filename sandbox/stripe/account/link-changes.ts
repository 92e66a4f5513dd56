import type Stripe from 'stripe';
import type { LinkUpdate } from '../api/schemas/links';
import { checkQuantity } from '../checkout/lines';
import { missingReference } from '../errors';
import type { LineRow, LinkRow, PaymentData } from '../state/rows';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { checkCompletion, linkObject } from './link-object';
import { requireLink } from './links';
import { mergeMetadata } from './metadata';
import { changedFields } from './products';

/** What an update replaces as a whole, as the creation would have made it. */
const REPLACED = [
  'after_completion',
  'allow_promotion_codes',
  'automatic_tax',
  'billing_address_collection',
  'consent_collection',
  'custom_fields',
  'custom_text',
  'customer_creation',
  'invoice_creation',
  'name_collection',
  'payment_method_collection',
  'payment_method_types',
  'phone_number_collection',
  'shipping_address_collection',
  'submit_type',
  'tax_id_collection',
] as const;

/** https://docs.stripe.com/api/payment-link/update */
export function updateLink(world: World, id: string, change: LinkUpdate): Stripe.PaymentLink {
  const row = requireLink(world, id);
  const before = row.link;
  checkCompletion(change.after_completion);
  const payment = changedPayment(row.payment, change.payment_intent_data);
  const anew = madeAnew({ ...row, payment }, change);
  const link: Stripe.PaymentLink = {
    ...before,
    ...Object.fromEntries(
      REPLACED.filter((name) => change[name] !== undefined).map((name) => [name, anew[name]]),
    ),
    active: change.active ?? before.active,
    inactive_message:
      change.inactive_message === undefined ? before.inactive_message : change.inactive_message,
    metadata:
      change.metadata === undefined ? before.metadata : mergeMetadata(before.metadata, change.metadata),
    payment_intent_data: anew.payment_intent_data,
    restrictions:
      change.restrictions === undefined
        ? before.restrictions
        : change.restrictions && {
            completed_sessions: {
              count: before.restrictions?.completed_sessions.count ?? 0,
              limit: change.restrictions.completed_sessions.limit,
            },
          },
  };
  world.store.links.put({ ...row, link, lines: changedLines(row.lines, change.line_items), payment });
  emit(world, 'payment_link.updated', link, changedFields(before, link));
  return link;
}

function changedLines(lines: LineRow[], changes: LinkUpdate['line_items'] = []): LineRow[] {
  for (const [index, { id }] of changes.entries()) {
    if (!lines.some((line) => line.id === id))
      throw missingReference('line item', id, `line_items[${index}][id]`);
  }
  return lines.map((line) => {
    const index = changes.findIndex(({ id }) => id === line.id);
    const change = changes[index];
    if (!change) return line;
    const bounds = change.adjustable_quantity;
    const { minimum = 0, maximum = 99 } = bounds ?? {};
    const adjustable = bounds ? (bounds.enabled ? { minimum, maximum } : null) : line.adjustable;
    const quantity = change.quantity ?? line.quantity;
    checkQuantity(adjustable, quantity, `line_items[${index}]`);
    return { ...line, adjustable, quantity };
  });
}

function changedPayment(before: PaymentData, change: LinkUpdate['payment_intent_data'] = {}): PaymentData {
  const or = <T>(given: T | undefined, otherwise: T): T => (given === undefined ? otherwise : given);
  return {
    ...before,
    description: or(change.description, before.description),
    metadata:
      change.metadata === undefined ? before.metadata : mergeMetadata(before.metadata, change.metadata),
    setupFutureUsage: or(change.setup_future_usage, before.setupFutureUsage),
    statementDescriptor: or(change.statement_descriptor, before.statementDescriptor),
    statementDescriptorSuffix: or(change.statement_descriptor_suffix, before.statementDescriptorSuffix),
    transferGroup: or(change.transfer_group, before.transferGroup),
  };
}

/** The link as the change alone would have made it. */
function madeAnew({ id, link, payment, subscription }: LinkRow, change: LinkUpdate): Stripe.PaymentLink {
  return linkObject(
    {
      id,
      url: link.url,
      currency: link.currency ?? '',
      mode: subscription ? 'subscription' : 'payment',
      payment,
      subscription,
      shippingOptions: link.shipping_options,
    },
    {
      ...change,
      custom_fields: change.custom_fields ?? undefined,
      inactive_message: undefined,
      line_items: [],
      metadata: undefined,
      name_collection: change.name_collection ?? undefined,
      optional_items: undefined,
      payment_intent_data: undefined,
      payment_method_types: change.payment_method_types ?? undefined,
      restrictions: undefined,
      shipping_address_collection: change.shipping_address_collection ?? undefined,
      shipping_options: undefined,
      subscription_data: undefined,
    },
  );
}
