import assert from 'node:assert/strict';
import { client, priceOf, refusal } from '../shop';
import { type Bench, has, open, type Part, refuses, rule, same } from './rule';

const GOOD = 'Bearer sk_test_tests';

async function ask({ url }: Bench, path: string, headers: Record<string, string> = {}, body?: string) {
  const init = body === undefined ? { headers } : { headers, body, method: 'POST' };
  const response = await fetch(`${url}/v1/${path}`, init);
  const answer = await response.json();
  return { status: response.status, headers: response.headers, error: answer.error };
}

const product = (key: string) => ({ authorization: GOOD, 'idempotency-key': key });

export const requests: Part = {
  part: 'Every request',
  rules: [
    rule('a missing key is a 401', async (bench) => {
      const { status, error } = await ask(bench, 'products');
      assert.match(error.message, /^You did not provide an API key\./);
      same([status, error.type], [401, 'invalid_request_error']);
    }),
    rule('a malformed key is a 401 that shows it masked', async (bench) => {
      const { status, error } = await ask(bench, 'products', {
        authorization: 'Bearer sk_wrong_of_some_length',
      });
      same([status, error.message], [401, `Invalid API Key provided: sk_wrong${'*'.repeat(11)}ngth`]);
    }),
    rule('a publishable key is a 401 `secret_key_required`', async (bench) => {
      const { status, error } = await ask(bench, 'products', { authorization: 'Bearer pk_test_x' });
      same([status, error.code], [401, 'secret_key_required']);
    }),
    rule('a live key finds no test object', async (bench) => {
      const { id } = await open(bench);
      const message = `No such checkout.session: '${id}'; a similar object exists in test mode, but a live mode key was used to make this request.`;
      const live = client(bench.url, 'sk_live_of_the_tests');
      await refuses(live.checkout.sessions.retrieve(id), {
        status: 404,
        code: 'resource_missing',
        param: 'session',
        message,
      });
    }),
    rule('a test key finds no live object', async ({ stripe }) => {
      const message =
        "No such checkout.session: 'cs_live_x'; a similar object exists in live mode, but a test mode key was used to make this request.";
      const expected = { status: 404, code: 'resource_missing', param: 'session', message };
      await refuses(stripe.checkout.sessions.retrieve('cs_live_x'), expected);
    }),
    rule('a key works as the user name of basic auth', async (bench) => {
      const basic = `Basic ${Buffer.from('sk_test_tests:').toString('base64')}`;
      same((await ask(bench, 'products', { authorization: basic })).status, 200);
    }),
    rule('the pinned `Stripe-Version` is answered as such, and so is none', async (bench) => {
      for (const version of [{ 'stripe-version': '2026-10-28.endive' }, undefined]) {
        const { status, headers } = await ask(bench, 'products', { authorization: GOOD, ...version });
        same([status, headers.get('stripe-version')], [200, '2026-10-28.endive']);
      }
    }),
    rule('a `Stripe-Version` it does not speak is a 400', async (bench) => {
      for (const version of ['2020-08-27', 'today']) {
        const { status, error } = await ask(bench, 'products', {
          authorization: GOOD,
          'stripe-version': version,
        });
        same([status, error.message], [400, `Invalid Stripe API version: ${version}`]);
      }
    }),
    rule('every answer has a `Request-Id`, refusals name it and where to read on', async ({ stripe }) => {
      const made = await stripe.products.create({ name: 'A print' });
      assert.match(made.lastResponse.requestId, /^req_/);
      const { doc_url, requestId, raw } = await refusal(stripe.products.retrieve('prod_none'));
      same(doc_url, 'https://docs.stripe.com/error-codes/resource-missing');
      has(raw, { request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}` });
    }),
    rule('an unknown address is a 404', async (bench) => {
      const { status, error } = await ask(bench, 'nonsense', { authorization: GOOD });
      assert.match(error.message, /^Unrecognized request URL \(GET: \/v1\/nonsense\)\./);
      same(status, 404);
    }),
    rule('a JSON body is a 400', async (bench) => {
      const headers = { authorization: GOOD, 'content-type': 'application/json' };
      const { status, error } = await ask(bench, 'products', headers, '{}');
      assert.match(error.message, /check that your POST content type/);
      same(status, 400);
    }),
    rule('the same `Idempotency-Key` is answered once, then replayed', async ({ stripe }) => {
      const options = { idempotencyKey: 'once' };
      const first = await stripe.products.create({ name: 'A' }, options);
      const again = await stripe.products.create({ name: 'A' }, options);
      same([again.id, again.lastResponse.headers['idempotent-replayed']], [first.id, 'true']);
      same((await stripe.products.list()).data.length, 1);
    }),
    rule('a refusal is replayed too', async ({ stripe }) => {
      const options = { idempotencyKey: 'refused' };
      const call = () =>
        stripe.prices.create({ currency: 'eur', unit_amount: 1, product: 'prod_none' }, options);
      const message = "No such product: 'prod_none'";
      for (const _ of [1, 2]) await refuses(call(), { param: 'product', code: 'resource_missing', message });
    }),
    rule('the same key with other parameters is an `idempotency_error`', async ({ stripe }) => {
      const options = { idempotencyKey: 'twice' };
      await stripe.products.create({ name: 'A' }, options);
      await refuses(stripe.products.create({ name: 'B' }, options), {
        type: 'idempotency_error',
        message:
          "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than 'twice' if you meant to execute a different request.",
      });
    }),
    rule('the same key at the same time is a 409', async (bench) => {
      const calls = Array.from({ length: 8 }, () => ask(bench, 'products', product('k'), 'name=A'));
      const answers = await Promise.all(calls);
      const codes = new Set(answers.map(({ status, error }) => `${status} ${error?.code ?? ''}`));
      for (const code of codes) assert.ok(['200 ', '409 idempotency_key_in_use'].includes(code), code);
      same((await bench.stripe.products.list()).data.length, 1);
    }),
    rule('a key of 256 characters is a 400', async (bench) => {
      const { status, error } = await ask(bench, 'products', product('k'.repeat(256)), 'name=A');
      same([status, error.message], [400, 'Idempotency keys can have up to 255 characters.']);
    }),
  ],
};

export const lists: Part = {
  part: 'Lists and expansion',
  rules: [
    rule(
      'a list has ten at most unless told, newest first, with `has_more` and `url`',
      async ({ stripe }) => {
        for (let i = 0; i < 11; i++) await stripe.products.create({ name: `P${i}` });
        const page = await stripe.products.list();
        has(page, { object: 'list', has_more: true, url: '/v1/products' });
        same([page.data.length, page.data[0]?.name], [10, 'P10']);
      },
    ),
    rule('`limit` is 1 to 100', async ({ stripe }) => {
      const wrong: [number, string][] = [
        [0, 'This value must be greater than or equal to 1.'],
        [101, 'This value must be less than or equal to 100.'],
      ];
      for (const [limit, message] of wrong) {
        const expected = { param: 'limit', code: 'parameter_invalid_integer', message };
        await refuses(stripe.products.list({ limit }), expected);
      }
    }),
    rule('`starting_after` and `ending_before` page through all', async ({ stripe }) => {
      for (let i = 0; i < 5; i++) await stripe.products.create({ name: `P${i}` });
      const names: string[] = [];
      for await (const { name } of stripe.products.list({ limit: 2 })) names.push(name);
      same(names, ['P4', 'P3', 'P2', 'P1', 'P0']);
      const last = (await stripe.products.list({ limit: 100 })).data.at(-1)?.id ?? '';
      const before = await stripe.products.list({ ending_before: last, limit: 2 });
      same(
        before.data.map(({ name }) => name),
        ['P2', 'P1'],
      );
    }),
    rule('a cursor that does not exist is a 400', async ({ stripe }) => {
      const expected = {
        param: 'starting_after',
        code: 'resource_missing',
        message: "No such object: 'prod_none'",
      };
      await refuses(stripe.products.list({ starting_after: 'prod_none' }), expected);
    }),
    rule('sessions are found by status, customer e-mail and time', async (bench) => {
      const { stripe } = bench;
      const { id, created } = await open(bench, { customer_email: 'ada@example.com' });
      const other = await open(bench);
      await stripe.checkout.sessions.expire(other.id);
      const ids = async (query: object) =>
        (await stripe.checkout.sessions.list(query)).data.map((row) => row.id);
      same(await ids({ status: 'open' }), [id]);
      same(await ids({ status: 'expired' }), [other.id]);
      same(await ids({ customer_details: { email: 'ada@example.com' } }), [id]);
      same(await ids({ created: { gt: created + 60 } }), []);
    }),
    rule('`line_items` of a session are its first ten, the rest is paged', async (bench) => {
      const price = await priceOf(bench.stripe, 100);
      const line_items = Array.from({ length: 12 }, () => ({ price: price.id, quantity: 1 }));
      const session = await open(bench, { line_items, expand: ['line_items'] });
      same([session.line_items?.data.length, session.line_items?.has_more], [10, true]);
      let count = 0;
      for await (const _ of bench.stripe.checkout.sessions.listLineItems(session.id, { limit: 5 }))
        count += 1;
      same(count, 12);
    }),
    rule('`expand` reaches four levels', async (bench) => {
      const { id } = await open(bench);
      const session = await bench.stripe.checkout.sessions.retrieve(id, {
        expand: ['line_items.data.price.product'],
      });
      has(session, { line_items: { data: [{ price: { product: { name: 'A print' } } }] } });
    }),
    rule('`expand` of a fifth level is a 400', async (bench) => {
      const { id } = await open(bench);
      const path = 'line_items.data.price.product.default_price';
      await refuses(bench.stripe.checkout.sessions.retrieve(id, { expand: [path] }), {
        param: 'expand',
        message: `You cannot expand more than 4 levels of a property. Property: ${path}`,
      });
    }),
    rule('`expand` of what is no reference is a 400', async (bench) => {
      const { id } = await open(bench);
      await refuses(bench.stripe.checkout.sessions.retrieve(id, { expand: ['metadata.size'] }), {
        param: 'expand',
        message: 'This property cannot be expanded (metadata.size).',
      });
    }),
    rule('events are found by up to twenty types', async (bench) => {
      await open(bench);
      const types = ['price.created', 'charge.*'];
      const events = await bench.stripe.events.list({ types });
      same(
        events.data.map(({ type }) => type),
        ['price.created'],
      );
      await refuses(bench.stripe.events.list({ types: Array.from({ length: 21 }, () => 'price.created') }), {
        param: 'types',
        message: 'Array types exceeded maximum 20 allowed elements.',
      });
    }),
  ],
};
