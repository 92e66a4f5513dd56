import { merchantOrThrow, NotSignedIn } from '@/lib/auth/guard';
import { ordersPulse } from '@/lib/orders/merchant/pulse';
import { isUuid } from '@/lib/uuid';

/** Whether anything has happened since: open pages ask every few seconds, and draw themselves anew when it differs. */
export async function GET(request: Request): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  try {
    await merchantOrThrow();
  } catch (error) {
    if (error instanceof NotSignedIn) return new Response(null, { status: 401, headers });
    throw error;
  }
  const orderId = new URL(request.url).searchParams.get('order') ?? undefined;
  if (orderId !== undefined && !isUuid(orderId)) return new Response(null, { status: 400, headers });
  return new Response(await ordersPulse(orderId), { headers });
}
