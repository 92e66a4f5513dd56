import { expect, test, vi } from 'vitest';
import { SOON, sandbox, sessionOf, VISA } from '../sandbox/harness';
import { receiver } from '../sandbox-control/receiver';
import { listen, stripeCli } from './cli';

// Each starts a program of several megabytes, some of them two.
vi.setConfig({ testTimeout: 60_000 });

const ADA = { email: 'ada@example.com', instrument: VISA };

test('stripe listen gets ready and forwards what is bought, signed with the secret it told', async () => {
  const to = await receiver();
  const { engine, stripe, url } = await sandbox();
  const cli = await listen(url, to.url, '--all-snapshot');
  const { id } = await sessionOf(stripe, 1000);
  await engine.checkout.pay(id, ADA);
  await cli.prints('checkout.session.completed');
  const find = () => to.arrivals.filter(({ type }) => type === 'checkout.session.completed');
  await vi.waitFor(() => expect(find()).toHaveLength(1), SOON);
  const completed = find();
  await cli.prints(new RegExp(`\\[200\\] POST .* \\[${completed[0]?.id}\\]`));
  expect(to.believes(completed[0], cli.secret)).toBe(true);
  expect(JSON.parse(completed[0]?.body ?? '{}').data.object).toMatchObject({ id, payment_status: 'paid' });
  await vi.waitFor(() => {
    const [delivery] = engine.account.deliveries(completed[0]?.id);
    expect(delivery).toMatchObject({ status: 200, url: to.url });
  }, SOON);
});

test('listening in the latest version forwards each event once too, and only the types asked for', async () => {
  const to = await receiver();
  const { stripe, url } = await sandbox();
  const cli = await listen(url, to.url, '--latest', '--events', 'price.created');
  await sessionOf(stripe, 1000);
  await cli.prints('price.created');
  const [arrival] = await to.after(1);
  expect(to.believes(arrival, cli.secret)).toBe(true);
  expect(to.arrivals.map(({ type }) => type)).toEqual(['price.created']);
});

test('an event is resent to the command line that listens', async () => {
  const to = await receiver();
  const { engine, stripe, url } = await sandbox();
  await stripe.products.create({ name: 'Vase' });
  const event = engine.account.events()[0]?.id ?? '';
  await listen(url, to.url, '--all-snapshot');
  expect(JSON.parse(await stripeCli(url, 'events', 'resend', event))).toMatchObject({ id: event });
  expect(await to.after(1)).toMatchObject([{ id: event, type: 'product.created' }]);
});

test('an event is resent to an endpoint by its ID', async () => {
  const to = await receiver();
  const { engine, stripe, url } = await sandbox();
  await stripe.products.create({ name: 'Vase' });
  const event = engine.account.events()[0]?.id ?? '';
  const endpoint = await stripe.webhookEndpoints.create({ url: to.url, enabled_events: ['*'] });
  await stripeCli(url, 'events', 'resend', event, '--webhook-endpoint', endpoint.id);
  const [arrival] = await to.after(1);
  expect(arrival?.id).toBe(event);
  expect(to.believes(arrival, endpoint.secret)).toBe(true);
});

test('get and post work, and print Stripe’s errors', async () => {
  const { url } = await sandbox();
  const made = JSON.parse(
    await stripeCli(url, 'post', '/v1/products', '-d', 'name=Vase', '-d', 'metadata[slug]=vase'),
  );
  expect(made).toMatchObject({ object: 'product', metadata: { slug: 'vase' } });
  expect(JSON.parse(await stripeCli(url, 'get', made.id))).toEqual(made);
  const listed = JSON.parse(await stripeCli(url, 'get', '/v1/products', '--limit', '1'));
  expect(listed).toMatchObject({ object: 'list', data: [{ id: made.id }] });
  expect(JSON.parse(await stripeCli(url, 'get', '/v1/products/prod_none'))).toMatchObject({
    error: { code: 'resource_missing', message: "No such product: 'prod_none'" },
  });
});
