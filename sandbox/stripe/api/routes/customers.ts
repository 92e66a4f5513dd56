import { createCustomer, requireCustomer, updateCustomer } from '../../account/customers';
import { cancelSubscription, requireSubscription, updateSubscription } from '../../account/subscriptions';
import { notFound } from '../../errors';
import { inRange, matches, page, paging, range } from '../lists';
import {
  bool,
  email,
  emptyable,
  ignored,
  list,
  metadata,
  notCovered,
  obj,
  oneOf,
  type Params,
  required,
  text,
} from '../params';
import { type Route, route } from '../route';
import { address } from '../schemas/shared';

/** Parts of a customer that belong to what this stand-in leaves out: taxes, balances, sources. */
const notHere = {
  balance: notCovered(),
  business_name: notCovered(),
  cash_balance: notCovered(),
  default_source: notCovered(),
  individual_name: notCovered(),
  invoice_prefix: notCovered(),
  invoice_settings: notCovered(),
  next_invoice_sequence: notCovered(),
  payment_method: notCovered(),
  source: notCovered(),
  tax: notCovered(),
  tax_exempt: notCovered(),
  tax_id_data: notCovered(),
  test_clock: notCovered(),
  validate: notCovered(),
};

const customer = {
  ...notHere,
  address: emptyable(obj(address)),
  description: emptyable(text()),
  email: emptyable(email()),
  metadata: emptyable(metadata()),
  name: emptyable(text(256)),
  phone: emptyable(text(20)),
  preferred_locales: list(text()),
  shipping: emptyable(obj({ address: required(obj(address)), name: required(text()), phone: text() })),
};

type CustomerParams = Params<typeof customer>;

/** Missing parts of an address are null in the object. */
function complete(input: CustomerParams) {
  const whole = (part: Params<typeof address>) => {
    const {
      city = null,
      country = null,
      line1 = null,
      line2 = null,
      postal_code = null,
      state = null,
    } = part;
    return { city, country, line1, line2, postal_code, state };
  };
  return {
    ...input,
    address: input.address && whole(input.address),
    shipping: input.shipping && { ...input.shipping, address: whole(input.shipping.address) },
  };
}

export const customerRoutes: Route[] = [
  route('POST', '/v1/customers', customer, (world, input) => createCustomer(world, complete(input))),
  route(
    'GET',
    '/v1/customers',
    { ...paging, created: range, email: text(), test_clock: notCovered() },
    ({ store }, { created, email, ...paging }) => {
      const rows = [...store.customers.newest()].filter(
        (row) => inRange(row.created, created) && matches({ email }, { ...row }),
      );
      return page(rows, '/v1/customers', paging);
    },
  ),
  route('GET', '/v1/customers/:id', {}, (world, _, id) => requireCustomer(world, id)),
  route('POST', '/v1/customers/:id', customer, (world, change, id) =>
    updateCustomer(world, id, complete(change)),
  ),

  route(
    'GET',
    '/v1/subscriptions',
    {
      ...paging,
      automatic_tax: notCovered(),
      collection_method: notCovered(),
      created: range,
      current_period_end: notCovered(),
      current_period_start: notCovered(),
      customer: text(),
      customer_account: notCovered(),
      plan: notCovered(),
      price: text(),
      status: text(),
      test_clock: notCovered(),
    },
    ({ store }, { created, customer, price, status, ...paging }) => {
      const rows = [...store.subscriptions.newest()].filter(
        (row) =>
          inRange(row.created, created) &&
          (customer === undefined || row.customer === customer) &&
          (price === undefined || row.items.data.some((item) => item.price.id === price)) &&
          // Without a status, ended ones are left out, as at Stripe.
          (status === undefined ? row.status !== 'canceled' : status === 'all' || row.status === status),
      );
      return page(rows, '/v1/subscriptions', paging);
    },
  ),
  route('GET', '/v1/subscriptions/:id', {}, (world, _, id) => requireSubscription(world, id)),
  route(
    'POST',
    '/v1/subscriptions/:id',
    { cancel_at_period_end: bool(), metadata: emptyable(metadata()) },
    (world, change, id) => updateSubscription(world, id, change),
  ),
  route(
    'DELETE',
    '/v1/subscriptions/:id',
    { cancellation_details: ignored(), invoice_now: ignored(), prorate: ignored() },
    (world, _, id) => cancelSubscription(world, id),
  ),

  route(
    'GET',
    '/v1/invoices',
    {
      ...paging,
      collection_method: notCovered(),
      created: range,
      customer: text(),
      customer_account: notCovered(),
      due_date: notCovered(),
      status: text(),
      subscription: text(),
    },
    ({ store }, { created, customer, status, subscription, ...paging }) => {
      const rows = [...store.invoices.newest()].filter(
        (row) =>
          inRange(row.created, created) &&
          (subscription === undefined || row.parent?.subscription_details?.subscription === subscription) &&
          matches({ customer, status }, { ...row }),
      );
      return page(rows, '/v1/invoices', paging);
    },
  ),
  route('GET', '/v1/invoices/:id', {}, ({ store }, _, id) => {
    const invoice = store.invoices.get(id);
    if (!invoice) throw notFound('invoice', id, 'invoice');
    return invoice;
  }),
  route(
    'GET',
    '/v1/invoice_payments',
    {
      ...paging,
      created: range,
      invoice: text(),
      payment: obj({ payment_intent: text(), type: required(oneOf('payment_intent', 'payment_record')) }),
      status: text(),
    },
    ({ store }, { created, invoice, payment, status, ...paging }) => {
      const rows = [...store.invoicePayments.newest()].filter(
        (row) =>
          inRange(row.created, created) &&
          matches({ invoice, status }, { ...row }) &&
          matches({ ...payment }, { ...row.payment }),
      );
      return page(rows, '/v1/invoice_payments', paging);
    },
  ),
];
