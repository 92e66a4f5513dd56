import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET } from '@/app/api/health/route';
import { disconnect } from '@/lib/db';
import { deliver, sessionEvent } from '../support/deliver';
import { applySettings, testSettings } from '../support/settings';

beforeAll(() => applySettings(testSettings));
afterAll(disconnect);

test('without its database the webhook says 503, so that Stripe sends the event again', async () => {
  const response = await deliver(sessionEvent('cs_test_a1'));
  expect(response.status).toBe(503);
  expect(await response.text()).not.toContain('127.0.0.1');
});

test('without its database the health check says so', async () => {
  const response = await GET();
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    database: 'unreachable',
    worker: 'unknown',
    oldestJobSeconds: null,
  });
});
