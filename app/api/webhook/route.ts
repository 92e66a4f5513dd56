import { after } from 'next/server';
import { readBody } from '@/lib/api/read-body';
import { env } from '@/lib/env';
import { storeEvent } from '@/lib/inbox/store-event';
import { drainQueue } from '@/lib/jobs/worker';
import { log } from '@/lib/log';
import { verifyEvent } from '@/lib/stripe/verify-event';

/** Far above the largest event Stripe sends; what is longer is not from Stripe, and is not read to its end. */
const mostBytes = 1_000_000;

const say = (status: number, words: string) =>
  new Response(`${words}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });

/**
 * Takes Stripe's events: verifies the signature over the raw body, keeps the event and queues its job in one
 * transaction, and answers (I3). Everything slow happens after that, so that Stripe, and the shopper whose redirect
 * waits for this answer, wait for one statement. https://docs.stripe.com/webhooks,
 * https://docs.stripe.com/checkout/fulfillment#create-payment-event-handler
 *
 * 200 kept, or had been kept before · 400 not believed · 413 too long · 503 could not be kept, try again
 */
export async function POST(request: Request): Promise<Response> {
  const body = await readBody(request, mostBytes);
  if (body === null) return say(413, 'body too long');
  const verdict = verifyEvent(body, request.headers.get('stripe-signature'), env().stripeWebhookSecrets);
  if (!verdict.ok) {
    log.warn({ part: 'webhook', reason: verdict.reason }, 'delivery refused');
    return say(400, verdict.reason);
  }
  const { event } = verdict;
  try {
    await storeEvent(event, body);
  } catch (error) {
    log.error({ part: 'webhook', event: event.id, error: String(error) }, 'event could not be kept');
    return say(503, 'could not keep the event, please send it again');
  }
  if (env().worker === 'after') after(drainQueue);
  return say(200, 'kept');
}
