import { expect, test } from './support/test';

test('the webhook answers only what Stripe would send, and says why', async ({ request }) => {
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
    expect((await request.fetch('/api/webhook', { method })).status()).toBe(405);
  }
  const unsigned = await request.post('/api/webhook', { data: '{}' });
  expect([unsigned.status(), await unsigned.text()]).toEqual([400, 'signature header missing\n']);
});

test('the health check says that database and worker are well', async ({ request }) => {
  const response = await request.get('/api/health');
  expect(response.status()).toBe(200);
  expect(await response.json()).toMatchObject({ database: 'ok', worker: 'ok' });
});
