import type Stripe from 'stripe';
import { invalid, missingReference } from '../errors';
import { newId, now, randomText } from '../state/ids';
import type { PortalRow } from '../state/rows';
import { emit } from '../webhooks/events';
import type { World } from '../world';

/** The portal's settings: the one configuration this account has. */
const CONFIGURATION = 'bpc_1SandboxDefaultPortal000';
/** So many seconds one has to come, and so many a page may lie idle. https://docs.stripe.com/api/customer_portal/sessions */
const TO_COME = 5 * 60;
const TO_STAY = 60 * 60;

export interface PortalInput {
  customer?: string;
  locale?: Stripe.BillingPortal.Session.Locale;
  return_url?: string;
}

/** A way into the portal for a customer. @throws ApiError 400 without one, or for one that does not exist. */
export function createPortalSession(world: World, input: PortalInput): Stripe.BillingPortal.Session {
  const { customer } = input;
  if (customer === undefined) {
    throw invalid(
      'You must provide either `customer` or `customer_account`.',
      'customer',
      'parameter_missing',
    );
  }
  if (!world.store.customers.get(customer)) throw missingReference('customer', customer, 'customer');
  const token = `test_${randomText(40)}`;
  const session: Stripe.BillingPortal.Session = {
    id: newId('bps'),
    object: 'billing_portal.session',
    configuration: CONFIGURATION,
    created: now(),
    customer,
    customer_account: null,
    flow: null,
    livemode: false,
    locale: input.locale ?? null,
    on_behalf_of: null,
    return_url: input.return_url ?? null,
    url: `${world.publicUrl}/p/session/${token}`,
  };
  world.store.portals.put({ id: session.id, session, token, usedAt: null });
  emit(world, 'billing_portal.session.created', session);
  return session;
}

/** Notes that somebody is there. @returns `expired` where they came too late; undefined where there is nothing */
export function visitPortal(world: World, token: string): PortalRow | 'expired' | undefined {
  const row = world.store.portals.find((one) => one.token === token);
  if (!row) return undefined;
  const at = now();
  const until = row.usedAt === null ? row.session.created + TO_COME : row.usedAt + TO_STAY;
  if (at > until) return 'expired';
  return world.store.portals.put({ ...row, usedAt: at });
}
