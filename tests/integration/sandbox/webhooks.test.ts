import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startSandbox } from '../../../sandbox/stripe/server';
import { client, priceOf, refusal, SECRET, SOON, sandbox, sessionOf, VISA, webhook } from './harness';

const EMAIL = { email: 'ada@example.com' };

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'bottega-sandbox-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('an event that is not taken comes again, signed afresh, until it is', async () => {
  const hook = await webhook((response, nth) => {
    response.statusCode = [500, 302][nth - 1] ?? 200;
    response.setHeader('location', '/elsewhere');
    response.end(`answer ${nth}`);
  });
  const { engine, stripe } = await sandbox({
    retrySchedule: [5, 5, 5],
    defaultEndpoint: { url: hook.url, secret: SECRET },
  });
  await stripe.products.create({ name: 'Vase' });
  await vi.waitFor(() => expect(engine.account.deliveries()).toHaveLength(3), SOON);
  expect(engine.account.deliveries().reverse()).toMatchObject([
    { attempt: 1, status: 500, answer: 'answer 1', retryAt: expect.any(Number) },
    { attempt: 2, status: 302, answer: 'answer 2', retryAt: expect.any(Number) },
    { attempt: 3, status: 200, answer: 'answer 3', retryAt: null },
  ]);
  expect(new Set(hook.events.map((event) => event.id)).size).toBe(1);
});

test('an endpoint gets the types it asked for, with the secret told once at its creation', async () => {
  const { engine, stripe } = await sandbox();
  const hook = await webhook();
  const created = await stripe.webhookEndpoints.create({
    url: hook.url,
    enabled_events: ['price.created'],
    api_version: '2026-10-28.endive',
  });
  hook.secret = created.secret ?? '';
  expect((await stripe.webhookEndpoints.retrieve(created.id)).secret).toBeUndefined();
  await priceOf(stripe, 100);
  await vi.waitFor(() => expect(hook.types()).toEqual(['price.created']), SOON);
  await stripe.webhookEndpoints.update(created.id, { disabled: true });
  await priceOf(stripe, 100);
  await stripe.webhookEndpoints.update(created.id, { disabled: false, enabled_events: ['*'] });
  await stripe.products.create({ name: 'Last' });
  await vi.waitFor(() => expect(hook.types()).toEqual(['price.created', 'product.created']), SOON);
  expect(engine.account.endpoints()).toMatchObject([{ status: 'enabled', enabled_events: ['*'] }]);
  await stripe.webhookEndpoints.del(created.id);
  expect(await refusal(stripe.webhookEndpoints.retrieve(created.id))).toMatchObject({ statusCode: 404 });
});

test('events tell whether they were delivered, and can be sent again', async () => {
  const hook = await webhook((response, nth) => {
    response.statusCode = nth === 1 ? 500 : 200;
    response.end();
  });
  const { engine, stripe } = await sandbox({
    retrySchedule: [],
    defaultEndpoint: { url: hook.url, secret: SECRET },
  });
  const { id } = await stripe.products.create({ name: 'Vase' });
  await vi.waitFor(() => expect(engine.account.deliveries()).toHaveLength(1), SOON);
  const [failed] = (await stripe.events.list({ delivery_success: false })).data;
  expect(failed).toMatchObject({ type: 'product.created', pending_webhooks: 1, data: { object: { id } } });
  expect((await stripe.events.list({ delivery_success: true })).data).toEqual([]);

  const again = await engine.account.resend(failed?.id ?? '');
  expect(again).toMatchObject([{ eventId: failed?.id, attempt: 2, status: 200 }]);
  expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
  expect((await stripe.events.retrieve(failed?.id ?? '')).pending_webhooks).toBe(0);
  expect((await stripe.events.list({ types: ['product.created', 'price.*' as never] })).data).toHaveLength(1);
});

test('while deliveries are paused nothing is sent, and paying does not wait', async () => {
  const hook = await webhook();
  const { engine, stripe } = await sandbox({ defaultEndpoint: { url: hook.url, secret: SECRET } });
  engine.pauseDeliveries();
  const { id } = await sessionOf(stripe, 1000);
  expect(await engine.checkout.pay(id, { ...EMAIL, instrument: VISA })).toMatchObject({
    outcome: 'complete',
  });
  expect(hook.events).toEqual([]);
  engine.resumeDeliveries();
  await hook.has('checkout.session.completed');
});

test('an event names the request that caused it, and one a shopper caused names none', async () => {
  const { engine, stripe } = await sandbox();
  const product = await stripe.products.create({ name: 'Vase' }, { idempotencyKey: 'k1' });
  const { id } = await sessionOf(stripe, 1000);
  await engine.checkout.pay(id, { ...EMAIL, instrument: VISA });
  const [made] = (await stripe.events.list({ type: 'product.created', limit: 100 })).data.slice(-1);
  expect(made?.request).toEqual({ id: product.lastResponse.requestId, idempotency_key: 'k1' });
  const [paid] = (await stripe.events.list({ type: 'checkout.session.completed' })).data;
  expect(paid?.request).toEqual({ id: null, idempotency_key: null });
});

test('a restart keeps objects, answers, undelivered events, expiries and debits in progress', async () => {
  const dataDir = await folder();
  const hook = await webhook();
  const first = await startSandbox({
    port: 0,
    dataDir,
    retrySchedule: [20],
    defaultEndpoint: { url: 'http://127.0.0.1:9/closed', secret: SECRET },
  });
  const before = client(first.url);
  first.engine.pauseDeliveries();
  const price = await priceOf(before, 1000, { lookup_key: 'vase' });
  const { id } = await sessionOf(before, 1000);
  const debit = { type: 'sepa_debit', iban: 'AT321904300235473204', name: 'Ada' } as const;
  await first.engine.checkout.pay(id, { ...EMAIL, instrument: debit });
  const keyed = await before.products.create({ name: 'Bowl' }, { idempotencyKey: 'k1' });
  await first.stop();

  const second = await startSandbox({ port: 0, dataDir, defaultEndpoint: { url: hook.url, secret: SECRET } });
  onTestFinished(() => second.stop());
  const after = client(second.url);
  const found = (await after.prices.list({ lookup_keys: ['vase'] })).data[0];
  expect([found?.id, found?.unit_amount_decimal?.toString()]).toEqual([price.id, '1000']);
  expect((await after.products.create({ name: 'Bowl' }, { idempotencyKey: 'k1' })).id).toBe(keyed.id);
  expect((await hook.has('checkout.session.completed')).data.object).toMatchObject({
    id,
    payment_status: 'unpaid',
  });
  const intent = String((await after.checkout.sessions.retrieve(id)).payment_intent);
  await second.engine.account.settleDebit(intent, 'succeed');
  await hook.has('checkout.session.async_payment_succeeded');
});

test('two processes cannot share a folder, and a lock left by a crash does not hold', async () => {
  const dataDir = await folder();
  await writeFile(join(dataDir, 'sandbox.pid'), `${process.ppid}\n`);
  await expect(startSandbox({ port: 0, dataDir })).rejects.toThrow(`in use by process ${process.ppid}`);
  await writeFile(join(dataDir, 'sandbox.pid'), '4194305\n');
  const running = await startSandbox({ port: 0, dataDir });
  await running.stop();
  expect(await readdir(dataDir)).toEqual(['stripe.jsonl']);
});

test('a webhook that never answers holds the shopper up for ten seconds, and the sandbox not at all', async () => {
  const hook = await webhook(() => undefined);
  const { engine, stop, stripe } = await sandbox({ defaultEndpoint: { url: hook.url, secret: SECRET } });
  const { id } = await sessionOf(stripe, 1000);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  let returned = false;
  const paying = engine.checkout.pay(id, { ...EMAIL, instrument: VISA }).then((outcome) => {
    returned = true;
    return outcome;
  });
  await hook.has('checkout.session.completed');
  await vi.advanceTimersByTimeAsync(9900);
  expect(returned).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(await paying).toMatchObject({ outcome: 'complete', paymentStatus: 'paid' });

  // Timers stand still: had it to wait for one, it would never stop.
  await stop();
});
