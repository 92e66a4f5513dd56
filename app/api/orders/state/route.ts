import type { NextRequest } from 'next/server';
import { loadOrderHead, orderStamp } from '@/lib/buyer-view/buyer-order';
import { orderOfToken } from '@/lib/buyer-view/order-link';
import { isSessionId } from '@/lib/stripe/session-id';

/**
 * Where an order stands, for the page that waits for it: `{ state }`, a short text that differs as soon as something
 * has changed, and null while there is no order. Nothing personal, so the ID of the session is enough to ask; it
 * reads our database only.
 */
export async function GET(request: NextRequest) {
  const sessionId = request.nextUrl.searchParams.get('session_id');
  const orderId = orderOfToken(request.nextUrl.searchParams.get('order') ?? '');
  const head = isSessionId(sessionId)
    ? await loadOrderHead({ sessionId })
    : orderId && (await loadOrderHead({ id: orderId }));
  const headers = { 'Cache-Control': 'no-store' };
  if (head === null && !isSessionId(sessionId))
    return Response.json({ state: null }, { status: 404, headers });
  return Response.json({ state: head ? orderStamp(head) : null }, { headers });
}
