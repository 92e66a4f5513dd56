import Stripe from 'stripe';
import { POST } from '@/app/api/webhook/route';
import { testSettings } from './settings';

const signer = new Stripe('sk_test_signer');

/** Posts a body to the webhook as Stripe would, signed with the endpoint's secret unless another is given. */
export async function deliver(
  body: string,
  options: { secret?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const secret = options.secret ?? testSettings.STRIPE_WEBHOOK_SECRET;
  return await POST(
    new Request('http://shop.test/api/webhook', {
      method: 'POST',
      body,
      headers: {
        'stripe-signature': signer.webhooks.generateTestHeaderString({ payload: body, secret }),
        ...options.headers,
      },
    }),
  );
}

/** The body of an event about a session; every call is an event of its own unless an ID is given. */
export function sessionEvent(
  sessionId: string,
  type = 'checkout.session.completed',
  fields: Record<string, unknown> = {},
): string {
  return JSON.stringify({
    id: `evt_${crypto.randomUUID().replaceAll('-', '')}`,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object: { id: sessionId, object: 'checkout.session' } },
    ...fields,
  });
}
