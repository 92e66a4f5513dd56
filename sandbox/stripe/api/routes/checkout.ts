import type Stripe from 'stripe';
import { updateLink } from '../../account/link-changes';
import { createLink, linkLineItems, requireLink } from '../../account/links';
import { mergeMetadata } from '../../account/metadata';
import { lineItems } from '../../checkout/amounts';
import { createSession } from '../../checkout/create';
import { expireSession } from '../../checkout/expire';
import { invalid, notFound } from '../../errors';
import type { SessionRow } from '../../state/rows';
import type { World } from '../../world';
import { inRange, page, paging, range } from '../lists';
import { liveObject } from '../modes';
import { bool, notCovered, obj, oneOf, required, text } from '../params';
import { type Route, route } from '../route';
import { sessionCreate, sessionUpdate } from '../schemas/checkout';
import { linkCreate, linkUpdate } from '../schemas/links';

const LONGEST_SESSION_ID = 66;

function requireSession(world: World, id: string): SessionRow {
  if (id.length > LONGEST_SESSION_ID) {
    const shortened = `${id.slice(0, 10)}...${id.slice(-6)}`;
    throw invalid(
      `Invalid string: ${shortened}; must be at most ${LONGEST_SESSION_ID} characters`,
      'session',
    );
  }
  const row = world.store.sessions.get(id);
  if (!row) throw liveObject('checkout.session', id) ?? notFound('checkout.session', id, 'session');
  return row;
}

const sessionList = {
  ...paging,
  created: range,
  customer: text(),
  customer_account: notCovered(),
  customer_details: obj({ email: required(text()) }),
  payment_intent: text(),
  payment_link: text(),
  status: oneOf('complete', 'expired', 'open'),
  subscription: text(),
};

export const checkoutRoutes: Route[] = [
  route(
    'POST',
    '/v1/checkout/sessions',
    sessionCreate,
    (world, input) => createSession(world, input).session,
  ),
  route(
    'GET',
    '/v1/checkout/sessions',
    sessionList,
    (
      { store },
      { created, customer_details, customer, payment_intent, payment_link, status, subscription, ...paging },
    ) => {
      const wanted = { customer, payment_intent, payment_link, status, subscription };
      const filters = Object.entries(wanted).filter(([, value]) => value !== undefined);
      const rows = function* (): Generator<Stripe.Checkout.Session> {
        for (const { session } of store.sessions.newest()) {
          const fields: Record<string, unknown> = { ...session };
          const email = customer_details?.email;
          if (email !== undefined && session.customer_details?.email !== email) continue;
          if (!inRange(session.created, created)) continue;
          if (filters.every(([name, value]) => fields[name] === value)) yield session;
        }
      };
      return page(rows(), '/v1/checkout/sessions', paging);
    },
  ),
  route('GET', '/v1/checkout/sessions/:id', {}, (world, _, id) => requireSession(world, id).session),
  route('POST', '/v1/checkout/sessions/:id', sessionUpdate, (world, change, id) => {
    const row = requireSession(world, id);
    if (change.metadata !== undefined) {
      row.session.metadata = mergeMetadata(row.session.metadata, change.metadata);
    }
    const shipping = change.collected_information?.shipping_details;
    if (shipping) {
      const {
        city = null,
        country = null,
        line1 = null,
        line2 = null,
        postal_code = null,
        state = null,
      } = shipping.address;
      row.session.collected_information = {
        business_name: null,
        individual_name: null,
        shipping_details: {
          name: shipping.name,
          address: { city, country, line1, line2, postal_code, state },
        },
      };
    }
    return world.store.sessions.put(row).session;
  }),
  route('POST', '/v1/checkout/sessions/:id/expire', {}, (world, _, id) => expireSession(world, id).session),
  route('GET', '/v1/checkout/sessions/:id/line_items', paging, (world, paging, id) =>
    page(lineItems(world, requireSession(world, id)), `/v1/checkout/sessions/${id}/line_items`, paging),
  ),

  route('POST', '/v1/payment_links', linkCreate, (world, input) => createLink(world, input)),
  route('GET', '/v1/payment_links', { ...paging, active: bool() }, ({ store }, { active, ...paging }) => {
    const links = [...store.links.newest()].map((row) => row.link);
    const rows = links.filter((link) => active === undefined || link.active === active);
    return page(rows, '/v1/payment_links', paging);
  }),
  route('GET', '/v1/payment_links/:id', {}, (world, _, id) => requireLink(world, id).link),
  route('POST', '/v1/payment_links/:id', linkUpdate, (world, change, id) => updateLink(world, id, change)),
  route('GET', '/v1/payment_links/:id/line_items', paging, (world, paging, id) =>
    page(linkLineItems(world, requireLink(world, id)), `/v1/payment_links/${id}/line_items`, paging),
  ),
];
