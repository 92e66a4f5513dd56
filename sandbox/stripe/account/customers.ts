import type Stripe from 'stripe';
import { notFound } from '../errors';
import { newId, now, randomText } from '../state/ids';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { mergeMetadata } from './metadata';
import { changedFields } from './products';

export interface CustomerInput {
  address?: Stripe.Address | null;
  description?: string | null;
  email?: string | null;
  metadata?: Record<string, string> | null;
  name?: string | null;
  phone?: string | null;
  preferred_locales?: string[];
  shipping?: { name: string; address: Stripe.Address; phone?: string | null } | null;
}

export function createCustomer(world: World, input: CustomerInput): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: newId('cus'),
    object: 'customer',
    address: input.address ?? null,
    balance: 0,
    created: now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: input.description ?? null,
    email: input.email ?? null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: mergeMetadata({}, input.metadata),
    name: input.name ?? null,
    next_invoice_sequence: 1,
    phone: input.phone ?? null,
    preferred_locales: input.preferred_locales ?? [],
    shipping: input.shipping
      ? { carrier: null, tracking_number: null, phone: null, ...input.shipping }
      : null,
    tax_exempt: 'none',
    test_clock: null,
  };
  world.store.customers.put(customer);
  emit(world, 'customer.created', customer);
  return customer;
}

export function updateCustomer(world: World, id: string, change: CustomerInput): Stripe.Customer {
  const customer = requireCustomer(world, id);
  const next: Stripe.Customer = {
    ...customer,
    address: change.address === undefined ? customer.address : change.address,
    description: change.description === undefined ? customer.description : change.description,
    email: change.email === undefined ? customer.email : change.email,
    metadata:
      change.metadata === undefined ? customer.metadata : mergeMetadata(customer.metadata, change.metadata),
    name: change.name === undefined ? customer.name : change.name,
    phone: change.phone === undefined ? customer.phone : change.phone,
    preferred_locales: change.preferred_locales ?? customer.preferred_locales,
    shipping:
      change.shipping === undefined
        ? customer.shipping
        : change.shipping && { carrier: null, tracking_number: null, phone: null, ...change.shipping },
  };
  world.store.customers.put(next);
  emit(world, 'customer.updated', next, changedFields(customer, next));
  return next;
}

export function requireCustomer(world: World, id: string): Stripe.Customer {
  const customer = world.store.customers.get(id);
  if (!customer) throw notFound('customer', id);
  return customer;
}
