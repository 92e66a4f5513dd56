import type { Statement } from '../db';
import type {
  CheckoutRow,
  DisputeRow,
  DownloadRow,
  EntitlementRow,
  FulfillmentRow,
  HoldRow,
  KeyRow,
  LineRow,
  OrderRow,
  OrderState,
  ParcelItemRow,
  ParcelRow,
  PaymentEntryRow,
  PaymentRow,
  PeriodRow,
  RefundLineRow,
  RefundRow,
  StockRow,
} from './decision/order-state';

// The tables behind an order's state: which columns are read and written, and the statements that do it. Rows travel as
// JSON, whole sets at a time, with the names of their fields; columns that are not listed keep their defaults.

type Fields<Row> = keyof Row & string;

interface TableOptions<Row> {
  key: Fields<Row>[];
  /** Fields beside the key that a row keeps for life: a plan that changes one is refused. */
  fixed?: Fields<Row>[];
  /** What is written instead of what the row says, as SQL over the row `r`. */
  written?: Record<string, string>;
  /** Fields that `written` reads beside those of the row. */
  extra?: Record<string, string>;
  /** JSON that is never SQL's NULL: a JSON null stays one. */
  jsonNull?: Fields<Row>[];
  /** A row the plan inserts may be there already. */
  upsert?: boolean;
  /** A plan may leave a row out, and so delete it. */
  deletable?: boolean;
}

export interface Table {
  name: string;
  key: readonly string[];
  fixed: readonly string[];
  deletable: boolean;
  fields: readonly string[];
  /** Fields that are times: strings in JSON. */
  times: readonly string[];
  /** The select list that gives the row its field names. */
  selected: string;
  insert(rows: readonly object[]): Statement;
  update(rows: readonly object[]): Statement;
  delete(rows: readonly object[]): Statement;
}

/** The column behind a field. */
const column = (field: string): string =>
  `"${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;

const list = (fields: readonly string[], form: (field: string) => string, separator = ', '): string =>
  fields.map(form).join(separator);

/** @param columns the SQL type of each field */
function table<Row>(name: string, columns: Record<Fields<Row>, string>, options: TableOptions<Row>): Table {
  const {
    key,
    fixed = [],
    written = {},
    extra = {},
    jsonNull = [],
    upsert = false,
    deletable = false,
  } = options;
  const types: Record<string, string> = { ...columns, ...extra };
  const fields = Object.keys(columns);
  const target = [...new Set([...fields, ...Object.keys(written)])];
  const changing = target.filter((field) => ![...key, ...fixed].some((kept) => kept === field));
  const given = (field: string): string =>
    written[field] ??
    (jsonNull.some((kept) => kept === field) ? `coalesce(r."${field}", 'null')` : `r."${field}"`);
  const record = (names: readonly string[]): string =>
    `jsonb_to_recordset($1::jsonb) AS r(${list(names, (field) => `"${field}" ${types[field]}`)})`;
  const sameRow = list(key, (field) => `t.${column(field)} = r."${field}"`, ' AND ');

  const insert = `
    INSERT INTO ${name} (${list(target, column)})
    SELECT ${list(target, given)} FROM ${record(Object.keys(types))}
    ${upsert ? `ON CONFLICT (${list(key, column)}) DO UPDATE SET ${list(changing, (field) => `${column(field)} = excluded.${column(field)}`)}` : ''}`;
  const update = `
    UPDATE ${name} AS t SET ${list(changing, (field) => `${column(field)} = ${given(field)}`)}
    FROM ${record(Object.keys(types))} WHERE ${sameRow}`;
  const remove = `DELETE FROM ${name} AS t USING ${record(key)} WHERE ${sameRow}`;
  const statement = (verb: string, text: string) => (rows: readonly object[]) => ({
    name: `${verb}_${name}`,
    text,
    values: [JSON.stringify(rows)],
  });

  return {
    ...{ name, key, fixed, deletable, fields },
    times: fields.filter((field) => types[field] === 'timestamptz'),
    selected: list(fields, (field) => `${column(field)} AS "${field}"`),
    insert: statement('insert', insert),
    update: statement('update', update),
    delete: statement('delete', remove),
  };
}

/** When the row was written, not when its transaction began: readers follow it, and a lock may have been waited for. */
const writtenAt = { updatedAt: 'clock_timestamp()' };

/** Every set of an order's state, and the stock it shares, in the order in which foreign keys let them be written. */
export const tables: Record<keyof OrderState | 'stock', Table> = {
  checkouts: table<CheckoutRow>(
    'checkout',
    {
      ...{
        id: 'uuid',
        attemptKey: 'text',
        browserHash: 'text',
        mode: 'checkout_mode',
        state: 'checkout_state',
      },
      ...{ locale: 'text', cart: 'jsonb', sessionId: 'text', expiresAt: 'timestamptz' },
    },
    { key: ['id'], fixed: ['attemptKey'], jsonNull: ['cart'] },
  ),
  order: table<OrderRow>(
    'orders',
    {
      ...{ id: 'uuid', number: 'integer', sessionId: 'text', livemode: 'boolean', source: 'order_source' },
      ...{ checkoutId: 'uuid', paymentLinkId: 'text', paymentIntentId: 'text', subscriptionId: 'text' },
      ...{ customerId: 'text', buyerId: 'uuid', payment: 'payment_state', fulfillment: 'fulfillment_state' },
      ...{ attention: 'jsonb', attentionAt: 'timestamptz', locale: 'text', currency: 'text' },
      amountSubtotal: 'bigint',
      ...{
        amountDiscount: 'bigint',
        amountShipping: 'bigint',
        amountTax: 'bigint',
        amountTotal: 'bigint',
      },
      ...{ amountDifference: 'bigint', amountRefunded: 'bigint', amountLost: 'bigint' },
      ...{ email: 'text', name: 'text', phone: 'text', shippingAddress: 'jsonb', shippingOption: 'text' },
      ...{ sessionCreatedAt: 'timestamptz', createdAt: 'timestamptz', paidAt: 'timestamptz' },
      ...{ fulfilledAt: 'timestamptz', fulfilledBy: 'fulfillment_trigger', erasedAt: 'timestamptz' },
      placedBy: 'fulfillment_trigger',
      ...{ disputesRevision: 'integer', accessRevision: 'integer', subscriptionEndedAt: 'timestamptz' },
    },
    {
      key: ['id'],
      fixed: ['number', 'sessionId', 'livemode', 'createdAt', 'placedBy'],
      // Another order of the same new buyer may have made the buyer's row meanwhile, under another ID.
      written: {
        buyerId: `coalesce((SELECT b.id FROM buyer b WHERE b.email = r."buyerEmail"), r."buyerId")`,
      },
      extra: { buyerEmail: 'text' },
    },
  ),
  lines: table<LineRow>(
    'order_line',
    {
      ...{
        id: 'uuid',
        orderId: 'uuid',
        position: 'integer',
        stripeLineItemId: 'text',
        stripePriceId: 'text',
      },
      ...{ productId: 'uuid', variantId: 'uuid', description: 'text', quantity: 'integer', currency: 'text' },
      ...{
        amountSubtotal: 'bigint',
        amountDiscount: 'bigint',
        amountTax: 'bigint',
        amountTotal: 'bigint',
      },
      ...{ state: 'line_state', attention: 'jsonb', stockTaken: 'integer', unitsRefunded: 'integer' },
      ...{ unitsByHand: 'integer', backOrderedAt: 'timestamptz', renewalsMet: 'integer' },
    },
    { key: ['id'], fixed: ['orderId', 'stripeLineItemId'] },
  ),
  fulfillments: table<FulfillmentRow>(
    'fulfillment',
    {
      ...{ id: 'uuid', orderLineId: 'uuid', kind: 'fulfillment_kind' },
      ...{ units: 'integer', revokedAt: 'timestamptz' },
    },
    { key: ['id'], fixed: ['orderLineId', 'kind'] },
  ),
  parcels: table<ParcelRow>(
    'parcel',
    {
      ...{ id: 'uuid', orderId: 'uuid', number: 'integer', state: 'parcel_state' },
      ...{ announcedRevision: 'integer', announcedReady: 'boolean', announcedMark: 'text' },
    },
    { key: ['id'], fixed: ['orderId', 'number'] },
  ),
  parcelItems: table<ParcelItemRow>(
    'parcel_item',
    { parcelId: 'uuid', fulfillmentId: 'uuid', quantity: 'integer' },
    { key: ['parcelId', 'fulfillmentId'], deletable: true },
  ),
  downloads: table<DownloadRow>(
    'download_grant',
    { id: 'uuid', fulfillmentId: 'uuid', fileId: 'uuid', revokedAt: 'timestamptz' },
    { key: ['id'], fixed: ['fulfillmentId', 'fileId'] },
  ),
  keys: table<KeyRow>(
    'license_key',
    {
      ...{ id: 'uuid', variantId: 'uuid', key: 'text', fulfillmentId: 'uuid', unit: 'integer' },
      ...{ grantedAt: 'timestamptz', revokedAt: 'timestamptz' },
    },
    // A key drawn from the pool comes to the order as a new row of its state.
    { key: ['id'], fixed: ['variantId', 'key'], upsert: true },
  ),
  entitlements: table<EntitlementRow>(
    'entitlement',
    {
      ...{ id: 'uuid', fulfillmentId: 'uuid', productId: 'uuid', email: 'text', subscriptionId: 'text' },
      ...{
        startsAt: 'timestamptz',
        endsAt: 'timestamptz',
        revokedAt: 'timestamptz',
        announcedOpen: 'boolean',
      },
      ...{ timesAnnounced: 'integer', updatedAt: 'timestamptz' },
    },
    { key: ['id'], fixed: ['fulfillmentId', 'productId'], written: writtenAt },
  ),
  refunds: table<RefundRow>(
    'refund',
    {
      ...{ id: 'text', orderId: 'uuid', invoiceId: 'text', amount: 'bigint', currency: 'text' },
      ...{
        state: 'refund_state',
        reason: 'text',
        failureReason: 'text',
        actor: 'text',
        announced: 'boolean',
      },
      ...{ createdAt: 'timestamptz' },
    },
    { key: ['id'], fixed: ['orderId', 'createdAt'], written: writtenAt },
  ),
  refundLines: table<RefundLineRow>(
    'refund_line',
    { refundId: 'text', orderLineId: 'uuid', quantity: 'integer', amount: 'bigint' },
    { key: ['refundId', 'orderLineId'] },
  ),
  disputes: table<DisputeRow>(
    'dispute',
    {
      ...{
        id: 'text',
        orderId: 'uuid',
        invoiceId: 'text',
        amount: 'bigint',
        currency: 'text',
        reason: 'text',
      },
      ...{ status: 'text', outcome: 'dispute_outcome' },
    },
    { key: ['id'], fixed: ['orderId'] },
  ),
  payments: table<PaymentRow>(
    'payment',
    {
      ...{ id: 'uuid', orderId: 'uuid', kind: 'payment_kind', invoiceId: 'text', paymentIntentId: 'text' },
      ...{ amount: 'bigint', currency: 'text', paidAt: 'timestamptz' },
    },
    { key: ['id'], fixed: ['orderId', 'kind'] },
  ),
  paymentEntries: table<PaymentEntryRow>(
    'payment_entry',
    {
      ...{ kind: 'payment_entry_kind', objectId: 'text', paymentId: 'uuid', amount: 'bigint' },
      ...{ currency: 'text', at: 'timestamptz' },
    },
    { key: ['kind', 'objectId'], fixed: ['paymentId'] },
  ),
  periods: table<PeriodRow>(
    'subscription_period',
    {
      ...{ invoiceId: 'text', orderId: 'uuid', number: 'integer', paidAt: 'timestamptz' },
      ...{ failedAttempts: 'integer', missed: 'boolean', met: 'boolean' },
    },
    { key: ['invoiceId'], fixed: ['orderId'] },
  ),
  holds: table<HoldRow>(
    'hold',
    { checkoutId: 'uuid', variantId: 'uuid', quantity: 'integer', state: 'hold_state' },
    { key: ['checkoutId', 'variantId'] },
  ),
  stock: table<StockRow>(
    'stock',
    { variantId: 'uuid', onHand: 'integer', held: 'integer', sold: 'integer' },
    { key: ['variantId'] },
  ),
};

/** A row out of JSON: its times are times again. Changes the row. */
export function revive<Row>({ times }: Table, row: Row): Row {
  const fields = row as Record<string, unknown>;
  for (const field of times) {
    const time = fields[field];
    if (typeof time === 'string') fields[field] = new Date(time);
  }
  return row;
}
