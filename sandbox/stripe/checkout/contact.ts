import type Stripe from 'stripe';
import type { PaymentField, PaymentOutcome, PaymentSubmission } from '../engine';
import type { Contact } from '../state/rows';
import { hasPostalCode } from './postal-codes';

type Refusal = Extract<PaymentOutcome, { outcome: 'refused' }>;

export function refuse(code: string, field: PaymentField, message: string): Refusal {
  return { outcome: 'refused', code, field, message };
}

/** What the shopper typed about themselves, or the first thing that is missing or wrong. */
export function readContact(
  session: Stripe.Checkout.Session,
  customer: Stripe.Customer | undefined,
  submission: PaymentSubmission,
): Contact | Refusal {
  const email = (submission.email.trim() || session.customer_email || customer?.email) ?? '';
  if (email === '') return refuse('email_missing', 'email', 'Your email is incomplete.');
  if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) {
    return refuse('email_invalid', 'email', 'Your email is invalid.');
  }
  const phone = submission.phone?.trim() || null;
  if (session.phone_number_collection?.enabled && !/^\+?[\d\s()./-]{5,20}$/.test(phone ?? '')) {
    return refuse('phone_invalid', 'phone', 'Your phone number is incomplete.');
  }
  const allowed = session.shipping_address_collection?.allowed_countries;
  if (!allowed) return { email, phone, shipping: null };
  const { name = '', address } = submission.shipping ?? {};
  const parts: [string | null | undefined, PaymentField, string][] = [
    [name, 'shippingName', 'Your name is incomplete.'],
    [address?.line1, 'shippingLine1', 'Your address is incomplete.'],
    [address?.city, 'shippingCity', 'Your city is incomplete.'],
    [address?.country, 'shippingCountry', 'Your country is incomplete.'],
  ];
  if (hasPostalCode(address?.country ?? '')) {
    parts.push([address?.postal_code, 'shippingPostalCode', 'Your postal code is incomplete.']);
  }
  for (const [value, field, message] of parts) {
    if (!value?.trim()) return refuse('shipping_address_incomplete', field, message);
  }
  if (!address?.country || !(allowed as string[]).includes(address.country)) {
    return refuse('shipping_address_invalid', 'shippingCountry', 'We do not ship to this country.');
  }
  return { email, phone, shipping: { name: name.trim(), address } };
}

/** Name and billing address come with the card; a bank account has a name only. */
export function billingDetails(
  contact: Contact,
  instrument: PaymentSubmission['instrument'],
): Stripe.PaymentMethod.BillingDetails {
  const card = instrument?.type === 'card' ? instrument : null;
  return {
    address: {
      city: null,
      country: card?.country || null,
      line1: null,
      line2: null,
      postal_code: card?.postalCode || null,
      state: null,
    },
    email: contact.email,
    name: instrument?.name.trim() || null,
    phone: contact.phone,
    tax_id: null,
  };
}
