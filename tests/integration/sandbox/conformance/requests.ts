import assert from 'node:assert/strict';
import { client, refusal } from '../shop';
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
    rule('the same parameters in another order are the same', async (bench) => {
      const first = await ask(bench, 'products', product('order'), 'name=A&description=B');
      const again = await ask(bench, 'products', product('order'), 'description=B&name=A');
      same([first.status, again.status, again.headers.get('idempotent-replayed')], [200, 200, 'true']);
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
    rule('an `Idempotency-Key` has no effect on a DELETE', async ({ stripe }) => {
      const { id } = await stripe.products.create({ name: 'A' });
      const options = { idempotencyKey: 'gone' };
      await stripe.products.del(id, options);
      const message = `No such product: '${id}'`;
      const expected = { status: 404, param: 'id', code: 'resource_missing', message };
      await refuses(stripe.products.del(id, options), expected);
    }),
    rule('a key of 256 characters is a 400', async (bench) => {
      const { status, error } = await ask(bench, 'products', product('k'.repeat(256)), 'name=A');
      same([status, error.message], [400, 'Idempotency keys can have up to 255 characters.']);
    }),
  ],
};
