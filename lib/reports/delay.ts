/**
 * A span of time in the two or three characters and a unit that a table has room for: `0.4 s`, `12 s`, `3 min`, `5 h`,
 * `2 d`. Only below ten seconds is a tenth of interest.
 *
 * @param milliseconds negative counts as nothing: Stripe's clock and ours need not agree
 */
export function shortSpan(milliseconds: number, locale: string): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  const show = (value: number, unit: string, digits = 0): string => {
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return `${new Intl.NumberFormat(locale, options).format(value)}\u00a0${unit}`;
  };
  if (seconds < 9.95) return show(seconds, 's', 1);
  if (seconds < 90) return show(Math.round(seconds), 's');
  if (seconds < 90 * 60) return show(Math.round(seconds / 60), 'min');
  if (seconds < 36 * 60 * 60) return show(Math.round(seconds / 3600), 'h');
  return show(Math.round(seconds / 86_400), locale === 'it' ? 'g' : 'd');
}

/**
 * How long after the payment an order was fulfilled, in milliseconds; null while one of the two has not happened.
 * Stripe dates a charge in whole seconds, so it is the most it can have been.
 */
export const fulfillmentDelay = (order: { paidAt: Date | null; fulfilledAt: Date | null }): number | null =>
  order.paidAt && order.fulfilledAt
    ? Math.max(0, order.fulfilledAt.getTime() - order.paidAt.getTime())
    : null;
