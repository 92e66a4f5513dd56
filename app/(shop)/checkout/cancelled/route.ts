import { readBrowserId } from '@/lib/checkout/browser-cookie';
import { cancelCheckout } from '@/lib/checkout/cancel-checkout';
import { getOpenSessions, wereCompleted } from '@/lib/checkout/open-sessions';
import { env } from '@/lib/env';

/**
 * Where Stripe's page sends a shopper who turns back: what was held goes back on the shelf, and the cart shows what
 * was in it. One that was paid after all, in another tab perhaps, is shown its order instead.
 */
export async function GET(request: Request): Promise<Response> {
  const browserId = await readBrowserId();
  let target = '/cart?cancelled';
  if (browserId) {
    const open = await getOpenSessions(browserId);
    await cancelCheckout(new URL(request.url).searchParams.get('session_id'), browserId);
    const [paid] = await wereCompleted(open);
    if (paid) target = `/success?session_id=${paid}`;
  }
  return new Response(null, { status: 303, headers: { Location: new URL(target, env().appUrl).href } });
}
