import { expect, test } from 'vitest';
import { apiVersion, stripe } from '@/lib/stripe/client';
import { handledEvents } from '@/lib/stripe/handled-events';
import { registerWebhook } from '@/lib/stripe/register-webhook';
import { useDatabase } from '../../support/database';
import { useSandbox } from '../../support/stripe';

useDatabase();
useSandbox();

test('the endpoint is registered for exactly the events handled, once', async () => {
  const first = await registerWebhook();
  expect(first).toMatchObject({ outcome: 'made', url: 'http://shop.test/api/webhook', replaces: [] });
  expect(first.outcome === 'made' && first.secret).toMatch(/^whsec_/);
  expect(await registerWebhook()).toMatchObject({ outcome: 'same', retired: [] });

  const { data } = await stripe().webhookEndpoints.list();
  expect(data).toHaveLength(1);
  expect(data[0]?.enabled_events.toSorted()).toEqual([...handledEvents].toSorted());
  expect(data[0]?.api_version).toBe(apiVersion);
});

test('an endpoint with another list of events, or switched off, is put right', async () => {
  const { data } = await stripe().webhookEndpoints.list();
  const id = data[0]?.id ?? '';
  await stripe().webhookEndpoints.update(id, { enabled_events: ['invoice.paid'], disabled: true });
  expect(await registerWebhook()).toMatchObject({ outcome: 'changed', id });
  const endpoint = await stripe().webhookEndpoints.retrieve(id);
  expect(endpoint.enabled_events).toHaveLength(handledEvents.length);
  expect(endpoint.status).toBe('enabled');
});

test('an endpoint of an older version is switched off once its successor stands', async () => {
  const { data } = await stripe().webhookEndpoints.list();
  await stripe().webhookEndpoints.del(data[0]?.id ?? '');
  const old = await stripe().webhookEndpoints.create({
    url: 'http://shop.test/api/webhook',
    enabled_events: ['invoice.paid'],
    api_version: '2026-07-29.dahlia',
  });
  expect(await registerWebhook()).toMatchObject({ outcome: 'made', replaces: [old.id] });
  expect(await registerWebhook()).toMatchObject({ outcome: 'same', retired: [old.id] });
  expect((await stripe().webhookEndpoints.retrieve(old.id)).status).toBe('disabled');
});
