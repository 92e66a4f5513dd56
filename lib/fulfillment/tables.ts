import type {
  CheckoutRow,
  DisputeRow,
  FulfillmentRow,
  HoldRow,
  LineRow,
  OrderRow,
  OrderState,
  PaymentEntryRow,
  PaymentRow,
  PeriodRow,
  RefundLineRow,
  RefundRow,
  StockRow,
} from './decision/order-state';
import { kindTables } from './kinds/tables';
import { type Table, table, writtenAt } from './table';

/** Every set of an order's state, and the stock it shares, in the order in which foreign keys let them be written. */
export const tables: Record<keyof OrderState | 'stock', Table> = {
  checkouts: table<CheckoutRow>(
    'checkout',
    {
      ...{
        id: 'uuid',
        idempotencyKey: 'text',
        browserHash: 'text',
        mode: 'checkout_mode',
        state: 'checkout_state',
      },
      ...{ locale: 'text', cart: 'jsonb', sessionId: 'text', expiresAt: 'timestamptz' },
    },
    { key: ['id'], fixed: ['idempotencyKey'], jsonNull: ['cart'] },
  ),
  order: table<OrderRow>(
    'orders',
    {
      ...{ id: 'uuid', number: 'integer', sessionId: 'text', livemode: 'boolean', origin: 'order_origin' },
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
  ...kindTables,
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
