'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { loadOrderHead } from '@/lib/buyer-view/buyer-order';
import { orderOfToken, requestOrderLink } from '@/lib/buyer-view/order-link';
import { readBrowserHash } from '@/lib/checkout/browser-cookie';
import { clearCartIfBought } from '@/lib/checkout/cart-cookie';
import { boughtInBrowser, linesToPayAgain } from '@/lib/orders/buyer/own-lines';
import { isSessionId } from '@/lib/stripe/session-id';
import { refillCart } from '../cart/actions';

/** What the person who asked for the link is told. */
export type SendLinkState = { sentTo: string } | { sentTo: null } | null;

/** Sends the order's link to the buyer's own address. Whoever asks learns only what that address looks like (I8). */
export async function sendOrderLink(_before: SendLinkState, form: FormData): Promise<SendLinkState> {
  const sessionId = form.get('session_id');
  const head = isSessionId(sessionId) ? await loadOrderHead({ sessionId }) : null;
  const answer = head && (await requestOrderLink(head.id));
  return { sentTo: answer?.ok ? answer.maskedEmail : null };
}

/** Takes what was bought out of the cart, where it was this browser that bought it. Called once the page is shown. */
export async function takeBoughtOut(sessionId: string): Promise<void> {
  const hash = await readBrowserHash();
  const bought = isSessionId(sessionId) && hash ? await boughtInBrowser(sessionId, hash) : null;
  if (bought) await clearCartIfBought(bought, sessionId);
}

/** Fills the cart as it was when the payment was tried, for whoever tried it, and goes there. */
export async function payAgain(form: FormData): Promise<void> {
  const { data } = z
    .object({ session_id: z.string().optional(), order: z.string().optional() })
    .safeParse(Object.fromEntries(form));
  const lines = await linesToPayAgain({
    sessionId: isSessionId(data?.session_id) ? data.session_id : null,
    signedOrderId: orderOfToken(data?.order ?? ''),
    browserHash: await readBrowserHash(),
  });
  if (lines) await refillCart(lines);
  redirect('/cart');
}
