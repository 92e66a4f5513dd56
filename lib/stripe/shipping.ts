import type Stripe from 'stripe';

/** Where parcels go: the European Union, its neighbours and a few places that order prints. */
export const shipsTo = [
  ...([
    'IT',
    'AT',
    'BE',
    'BG',
    'CY',
    'CZ',
    'DE',
    'DK',
    'EE',
    'ES',
    'FI',
    'FR',
    'GR',
    'HR',
    'HU',
    'IE',
  ] as const),
  ...([
    'LT',
    'LU',
    'LV',
    'MT',
    'NL',
    'PL',
    'PT',
    'RO',
    'SE',
    'SI',
    'SK',
    'CH',
    'GB',
    'NO',
    'US',
    'CA',
  ] as const),
  ...(['JP', 'AU'] as const),
] satisfies Stripe.Checkout.SessionCreateParams.ShippingAddressCollection.AllowedCountry[];

const days = (minimum: number, maximum: number) => ({
  minimum: { unit: 'business_day' as const, value: minimum },
  maximum: { unit: 'business_day' as const, value: maximum },
});

/** How parcels go, with what it costs in cents. https://docs.stripe.com/payments/during-payment/charge-shipping */
export function shippingOptions(locale: 'it' | 'en'): Stripe.Checkout.SessionCreateParams.ShippingOption[] {
  const [post, courier] = locale === 'it' ? ['Posta, tracciata', 'Corriere'] : ['Tracked post', 'Courier'];
  return [
    {
      shipping_rate_data: {
        type: 'fixed_amount',
        display_name: post,
        fixed_amount: { amount: 690, currency: 'eur' },
        delivery_estimate: days(3, 6),
      },
    },
    {
      shipping_rate_data: {
        type: 'fixed_amount',
        display_name: courier,
        fixed_amount: { amount: 1400, currency: 'eur' },
        delivery_estimate: days(1, 2),
      },
    },
  ];
}
