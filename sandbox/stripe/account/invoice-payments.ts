import type Stripe from 'stripe';
import { newId, now } from '../state/ids';
import { emit } from '../webhooks/events';
import type { World } from '../world';

/** Ties an invoice to the PaymentIntent it is to be paid with. https://docs.stripe.com/api/invoice-payment/object */
export function attachPayment(world: World, invoice: Stripe.Invoice, intent: Stripe.PaymentIntent): void {
  world.store.invoicePayments.put({
    id: newId('inpay'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: now(),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  });
}

/** The invoice is paid, and so is the payment that was tied to it. */
export function markPaymentsPaid(world: World, invoice: Stripe.Invoice): void {
  for (const row of paymentsOf(world, invoice.id)) {
    if (row.status === 'paid') continue;
    row.status = 'paid';
    row.amount_paid = row.amount_requested;
    row.status_transitions.paid_at = now();
    world.store.invoicePayments.put(row);
    emit(world, 'invoice_payment.paid', row);
  }
}

/** Newest first. */
export function paymentsOf({ store }: World, invoiceId: string): Stripe.InvoicePayment[] {
  return [...store.invoicePayments.newest()].filter((row) => row.invoice === invoiceId);
}

/** The PaymentIntent an earlier attempt at this invoice was made with. */
export function intentOfInvoice(world: World, invoice: Stripe.Invoice): Stripe.PaymentIntent | undefined {
  const [row] = paymentsOf(world, invoice.id);
  return row && world.store.paymentIntents.get(String(row.payment.payment_intent));
}
