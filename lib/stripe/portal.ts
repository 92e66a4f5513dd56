import { stripe } from './client';
import { callStripe } from './errors';

/**
 * Opens Stripe's customer portal for a customer: their card, invoices, and the end of the subscription. What it offers is
 * set in the Dashboard (Settings, Billing, Customer portal); until that is saved once, Stripe refuses.
 * https://docs.stripe.com/api/customer_portal/sessions/create
 *
 * @param returnUrl where its link back leads
 * @param locale `it` or `en`; the portal speaks both
 * @returns its address, good for a few minutes and one visit
 * @throws {StripeUnavailable | StripeRefused} `resource_missing` where Stripe knows no such customer
 */
export async function createPortalSession(
  customerId: string,
  returnUrl: string,
  locale: string,
): Promise<string> {
  const { url } = await callStripe(() =>
    stripe().billingPortal.sessions.create({
      customer: customerId,
      return_url: returnUrl,
      locale: locale === 'it' ? 'it' : 'en',
    }),
  );
  return url;
}
