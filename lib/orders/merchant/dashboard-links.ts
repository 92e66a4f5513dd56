const pages = {
  payment: 'payments/',
  customer: 'customers/',
  subscription: 'subscriptions/',
  paymentLink: 'payment-links/',
  event: 'events/',
  // Sessions have no page of their own; the Dashboard's search finds them by ID.
  search: 'search?query=',
} as const;

/** The page of Stripe's Dashboard about an object, in the mode it was made in. https://docs.stripe.com/dashboard/basics */
export const dashboardUrl = (page: keyof typeof pages, id: string, livemode: boolean): string =>
  `https://dashboard.stripe.com/${livemode ? '' : 'test/'}${pages[page]}${encodeURIComponent(id)}`;
