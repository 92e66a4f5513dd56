import Stripe from 'stripe';

const stripe = new Stripe('sk_test_floor');

/** The least a webhook can do and still be one: read the body, verify the signature, answer. */
export async function POST(request: Request): Promise<Response> {
  const body = await request.text();
  stripe.webhooks.constructEvent(body, request.headers.get('stripe-signature') ?? '', 'whsec_bench');
  return new Response('ok');
}
