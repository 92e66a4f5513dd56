import { expect, test, vi } from 'vitest';
import { SOON, sandbox, sessionOf } from '../sandbox/harness';
import { receiver, wired } from './receiver';

/** Asks the control API. */
async function ask(url: string, method: string, path: string, body?: unknown) {
  const response = await fetch(`${url}/_sandbox${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  });
  return { status: response.status, body: await response.json() };
}

test('fault rules are set in parts, read back whole, and cleared', async () => {
  const { url } = await sandbox();
  const none = { seed: 1, webhooks: [], api: [], rateLimit: null };
  expect(await ask(url, 'GET', '/faults')).toEqual({ status: 200, body: none });
  const webhooks = [{ do: 'duplicate', types: ['charge.*'] }];
  expect((await ask(url, 'PATCH', '/faults', { seed: 9, webhooks })).body).toEqual({
    ...none,
    seed: 9,
    webhooks: [{ do: 'duplicate', types: ['charge.*'], copies: 1, ms: 0 }],
  });
  expect((await ask(url, 'PATCH', '/faults', { rateLimit: { perSecond: 2 } })).body).toMatchObject({
    seed: 9,
    webhooks,
    rateLimit: { perSecond: 2, reason: 'global-rate' },
  });
  expect((await ask(url, 'DELETE', '/faults')).body).toEqual({ ...none, seed: 9 });
});

test.each([
  ['an unknown setting', { wind: 3 }, 'wind'],
  ['an unknown deed', { webhooks: [{ do: 'explode' }] }, 'webhooks[0]'],
  ['a chance above one', { webhooks: [{ do: 'drop', chance: 2 }] }, 'webhooks[0].chance'],
  ['a setting of another deed', { webhooks: [{ do: 'drop', ms: 5 }] }, 'ms'],
  ['a list', [], 'array'],
  ['what is not JSON', '{', 'JSON'],
])('%s is refused with a sentence, and nothing changes', async (_, body, word) => {
  const { url } = await sandbox();
  const answer = await ask(url, 'PATCH', '/faults', body);
  expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(word) } });
  expect((await ask(url, 'GET', '/faults')).body.webhooks).toEqual([]);
});

test('a form of another site cannot set anything', async () => {
  const { url } = await sandbox();
  const response = await fetch(`${url}/_sandbox/clock`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '{"advance":1000}',
  });
  expect(response.status).toBe(415);
});

test('the clock is moved, and answered once everything on the way has happened', async () => {
  const { stripe, url } = await sandbox();
  const { id } = await sessionOf(stripe, 1000);
  const before = (await ask(url, 'GET', '/clock')).body;
  expect(before).toMatchObject({ speed: 1 });
  const after = (await ask(url, 'POST', '/clock', { advance: 90_000_000, speed: 2 })).body;
  expect(after.speed).toBe(2);
  expect(after.now - before.now).toBeGreaterThanOrEqual(90_000_000);
  expect((await stripe.checkout.sessions.retrieve(id)).status).toBe('expired');
});

test('a jump of more than ten years is refused, instead of running every renewal on the way', async () => {
  const { url } = await sandbox();
  const answer = await ask(url, 'POST', '/clock', { advance: Number.MAX_SAFE_INTEGER });
  expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining('advance') } });
});

test('deliveries are held back, let go, listed and repeated', async () => {
  const to = await receiver();
  const { stripe, url } = await wired(to);
  await ask(url, 'POST', '/deliveries/pause', {});
  await stripe.products.create({ name: 'Vase' });
  const [event] = (await stripe.events.list()).data;
  expect(to.arrivals).toEqual([]);
  await ask(url, 'POST', '/deliveries/resume', {});
  await to.after(1);
  await vi.waitFor(async () => {
    expect((await ask(url, 'GET', `/deliveries?event=${event?.id}`)).body).toMatchObject([{ status: 200 }]);
  }, SOON);
  expect((await ask(url, 'POST', `/events/${event?.id}/resend`, {})).body).toMatchObject([{ status: 200 }]);
  expect(to.arrivals.map(({ id }) => id)).toEqual([event?.id, event?.id]);
});

test('what is not there is said to be not there', async () => {
  const { url } = await sandbox();
  expect(await ask(url, 'GET', '/tides')).toMatchObject({ status: 404 });
  expect(await ask(url, 'POST', '/endpoints/we_none/rotate', {})).toMatchObject({ status: 404 });
  expect(await ask(url, 'POST', '/debits/pi_none/settle', { outcome: 'fail' })).toMatchObject({
    status: 400,
  });
});
