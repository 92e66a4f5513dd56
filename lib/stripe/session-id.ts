/** Stripe's limit on the ID of a session. https://docs.stripe.com/api/checkout/sessions/retrieve */
const longest = 66;

/** Whether a value from outside can be the ID of a Checkout Session at all: worth a look in the database, or a call. */
export function isSessionId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longest && /^cs_(test|live)_[A-Za-z0-9]+$/.test(value);
}
