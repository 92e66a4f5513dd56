import { request } from 'node:http';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { refusal, sandbox } from './harness';

test('the same key with the same parameters gets the first answer again', async () => {
  const { stripe } = await sandbox();
  const first = await stripe.products.create({ name: 'Vase' }, { idempotencyKey: 'k1' });
  const second = await stripe.products.create({ name: 'Vase' }, { idempotencyKey: 'k1' });
  expect(second.id).toBe(first.id);
  expect(first.lastResponse.headers).not.toHaveProperty('idempotent-replayed');
  expect(second.lastResponse.headers).toMatchObject({
    'idempotent-replayed': 'true',
    'idempotency-key': 'k1',
  });
  expect((await stripe.products.list()).data).toHaveLength(1);
});

test('the same key with other parameters is refused', async () => {
  const { stripe } = await sandbox();
  await stripe.products.create({ name: 'Vase' }, { idempotencyKey: 'k1' });
  const error = await refusal(stripe.products.create({ name: 'Bowl' }, { idempotencyKey: 'k1' }));
  expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  expect(error.statusCode).toBe(400);
});

test('a refusal of the parameters does not use the key up, what ran and failed does', async () => {
  const { stripe } = await sandbox();
  await refusal(stripe.products.create({ name: '' }, { idempotencyKey: 'k1' }));
  await stripe.products.create({ name: 'Vase' }, { idempotencyKey: 'k1' });

  const missing = { payment_intent: 'pi_none' };
  await refusal(stripe.refunds.create(missing, { idempotencyKey: 'k2' }));
  const replay = await refusal(stripe.refunds.create(missing, { idempotencyKey: 'k2' }));
  expect(replay.headers).toMatchObject({ 'idempotent-replayed': 'true' });
});

test('a key that another request still holds is a 409', async () => {
  const { stripe, url } = await sandbox();
  const slow = request(`${url}/v1/products`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk_test_tests',
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': 'k1',
      'transfer-encoding': 'chunked',
    },
  });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    slow.on('response', (response) => resolve(response.resume().statusCode));
    slow.on('error', reject);
  });
  await new Promise<void>((resolve) => slow.write('name=Va', () => resolve()));
  // Its headers are on the way; ask until the sandbox has them.
  let error: Stripe.errors.StripeError | undefined;
  while (!error) {
    error = await stripe.products.create({ name: 'Vase' }, { idempotencyKey: 'k1' }).then(
      () => undefined,
      (refused: Stripe.errors.StripeError) => refused,
    );
  }
  slow.end('se');
  expect(error).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  expect(await answered).not.toBe(409);
});
