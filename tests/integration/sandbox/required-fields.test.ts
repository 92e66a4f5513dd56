import { expect, test } from 'vitest';
import { fill } from './busy-account';
import { differences, requiredFields } from './declarations/check';
import { type Running, sandbox } from './harness';

const LISTS = [
  'products',
  'prices',
  'coupons',
  'promotion_codes',
  'shipping_rates',
  'customers',
  'checkout/sessions',
  'payment_links',
  'payment_intents',
  'charges',
  'refunds',
  'disputes',
  'subscriptions',
  'invoices',
  'invoice_payments',
  'balance_transactions',
  'webhook_endpoints',
  'events',
];

/** Expansions that reach what no list of its own shows. */
const EXPANDED = [
  'checkout/sessions?expand[]=data.line_items.data.price.product&expand[]=data.payment_intent.payment_method',
  'checkout/sessions?expand[]=data.invoice&expand[]=data.subscription.default_payment_method',
  'payment_links?expand[]=data.line_items',
  'subscriptions?status=all&expand[]=data.latest_invoice.customer&expand[]=data.latest_invoice.payments',
  'charges?expand[]=data.refunds&expand[]=data.balance_transaction',
  'account',
  'balance',
];

interface Page {
  object: string;
  data?: { id: string; object: string; type?: string }[];
  has_more?: boolean;
}

async function read({ url }: Running, path: string): Promise<Page> {
  const response = await fetch(`${url}/v1/${path}`, { headers: { authorization: 'Bearer sk_test_tests' } });
  expect(response.status, path).toBe(200);
  return response.json();
}

/** Every page of a list. */
async function readAll(running: Running, path: string): Promise<Page[]> {
  const pages: Page[] = [];
  let query = '?limit=100';
  for (;;) {
    const page = await read(running, `${path}${query}`);
    pages.push(page);
    if (!page.has_more) return pages;
    query = `?limit=100&starting_after=${page.data?.at(-1)?.id}`;
  }
}

test('every object the sandbox returns or sends has every required field of its type, and values of that type', async () => {
  const running = await sandbox();
  await fill(running);
  const found: string[] = [];
  for (const path of LISTS) {
    const pages = await readAll(running, path);
    expect(pages[0]?.data, path).not.toEqual([]);
    found.push(...pages.flatMap((page) => differences(page)));
  }
  for (const path of EXPANDED) found.push(...differences(await read(running, path)));
  expect([...new Set(found.map((line) => line.replace(/\[\d+\]/g, '[]')))]).toEqual([]);
});

test('what the declarations require is read from the installed package', () => {
  expect(requiredFields('checkout.session')).toEqual(
    expect.arrayContaining(['id', 'object', 'status', 'payment_status', 'livemode', 'custom_fields']),
  );
  expect(requiredFields('event')).toContain('pending_webhooks');
  expect(
    differences({ object: 'balance', livemode: 'no', pending: [{ amount: '1', currency: 'eur' }] }),
  ).toEqual([
    'balance.available is missing',
    'balance.livemode is "no", not of the type boolean',
    'balance.pending[0].amount is "1", not of the type number',
  ]);
});
