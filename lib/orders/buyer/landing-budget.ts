import { db } from '../../db';

/** Sessions unknown to us that a process asks Stripe about in a second: far more than Payment Links bring in. */
const perSecond = 10;

let second = 0;
let spent = 0;

/**
 * Whether a visit to the landing page may cost a call to Stripe. A session of ours always may; one we have never heard
 * of comes from a Payment Link, or from somebody who makes IDs up to burn the calls that fulfilment needs
 * (https://docs.stripe.com/rate-limits). Whoever is turned away tries again a moment later, and the webhook fulfils
 * without them.
 */
export async function mayAskStripe(sessionId: string, now = Date.now()): Promise<boolean> {
  const [row] = await db().$queryRaw<{ known: boolean }[]>`
    SELECT EXISTS (SELECT FROM orders WHERE session_id = ${sessionId})
      OR EXISTS (SELECT FROM checkout WHERE session_id = ${sessionId}) AS known`;
  if (row?.known) return true;
  const current = Math.floor(now / 1000);
  if (current !== second) {
    second = current;
    spent = 0;
  }
  spent += 1;
  return spent <= perSecond;
}
