import type Stripe from 'stripe';

// Stripe's own objects by name, for the folders that speak of them without knowing the package.

/** https://docs.stripe.com/api/products/object */
export type StripeProduct = Stripe.Product;

/** https://docs.stripe.com/api/prices/object */
export type StripePrice = Stripe.Price;

/** https://docs.stripe.com/api/payment-link/object */
export type StripePaymentLink = Stripe.PaymentLink;
