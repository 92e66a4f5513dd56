import { createCustomer, requireCustomer, updateCustomer } from '../../account/customers';
import { inRange, matches, page, paging, range } from '../lists';
import { email, emptyable, list, metadata, notCovered, obj, type Params, required, text } from '../params';
import { type Route, route } from '../route';
import { address } from '../schemas/shared';

/** Parts of a customer that belong to what this stand-in leaves out: taxes, balances, sources. */
const notHere = {
  balance: notCovered(),
  business_name: notCovered(),
  cash_balance: notCovered(),
  individual_name: notCovered(),
  invoice_prefix: notCovered(),
  invoice_settings: notCovered(),
  next_invoice_sequence: notCovered(),
  source: notCovered(),
  tax: notCovered(),
  tax_exempt: notCovered(),
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

const customerCreate = {
  ...customer,
  payment_method: notCovered(),
  tax_id_data: notCovered(),
  test_clock: notCovered(),
};
const customerUpdate = { ...customer, default_source: notCovered() };

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
  route('POST', '/v1/customers', customerCreate, (world, input) => createCustomer(world, complete(input))),
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
  route('POST', '/v1/customers/:id', customerUpdate, (world, change, id) =>
    updateCustomer(world, id, complete(change)),
  ),
];
