import assert from 'node:assert/strict';
import { priceOf, refusal } from '../shop';
import { eventsOf, has, open, type Part, refuses, rule, same } from './rule';
import { missing, unknown } from './session-words';

export const catalogue: Part = {
  part: 'Catalogue',
  rules: [
    rule('a product without name', async ({ stripe }) => {
      const params = JSON.parse('{}');
      await refuses(stripe.products.create(params), {
        param: 'name',
        code: 'parameter_missing',
        message: 'Missing required param: name.',
      });
    }),
    rule('nine images', async ({ stripe }) => {
      const images = Array.from({ length: 9 }, (_, i) => `https://shop.test/${i}.jpg`);
      await refuses(stripe.products.create({ name: 'A', images }), {
        param: 'images',
        message: 'Array images exceeded maximum 8 allowed elements.',
      });
    }),
    rule('a product with prices cannot be deleted', async ({ stripe }) => {
      const { product } = await priceOf(stripe, 100);
      await refuses(stripe.products.del(String(product)), {
        param: 'id',
        message: 'This product cannot be deleted because it has one or more user-created prices.',
      });
    }),
    rule('a price of a product that does not exist', async ({ stripe }) => {
      await refuses(stripe.prices.create({ currency: 'eur', unit_amount: 1, product: 'prod_none' }), {
        param: 'product',
        code: 'resource_missing',
        message: "No such product: 'prod_none'",
      });
    }),
    rule('a price below 0', async ({ stripe }) => {
      await refuses(priceOf(stripe, -1), {
        param: 'unit_amount',
        code: 'parameter_invalid_integer',
        message: 'This value must be greater than or equal to 0.',
      });
    }),
    rule('a price without amount', async ({ stripe }) => {
      await refuses(stripe.prices.create({ currency: 'eur', product_data: { name: 'A' } }), {
        param: 'unit_amount',
        code: 'parameter_missing',
        message: 'Missing required param: unit_amount.',
      });
    }),
    rule('a lookup key belongs to one price, and moves where told', async ({ stripe }) => {
      const first = await priceOf(stripe, 100, { lookup_key: 'print' });
      await refuses(priceOf(stripe, 200, { lookup_key: 'print' }), {
        param: 'lookup_key',
        code: 'resource_already_exists',
        message: `A price (\`${first.id}\`) already uses that lookup key.`,
      });
      const second = await priceOf(stripe, 200, { lookup_key: 'print', transfer_lookup_key: true });
      const found = await stripe.prices.list({ lookup_keys: ['print'] });
      same(
        found.data.map(({ id }) => id),
        [second.id],
      );
    }),
    rule('a price that does not exist is a 404', async ({ stripe }) => {
      await refuses(stripe.prices.retrieve('price_none'), {
        status: 404,
        param: 'price',
        code: 'resource_missing',
        message: "No such price: 'price_none'",
      });
    }),
    rule('a price whose product is not active cannot be bought', async (bench) => {
      const { id, product } = await priceOf(bench.stripe, 100);
      await bench.stripe.products.update(String(product), { active: false });
      await refuses(open(bench, { line_items: [{ price: id, quantity: 1 }] }), {
        param: 'line_items[0][price]',
        message: `Price \`${id}\` is not available to be purchased because its product is not active.`,
      });
    }),
    rule('a coupon that repeats, without for how long', async ({ stripe }) => {
      await refuses(
        stripe.coupons.create({ percent_off: 10, duration: 'repeating' }),
        missing('duration_in_months'),
      );
    }),
    rule('a coupon without amount or percentage', async ({ stripe }) => {
      await refuses(stripe.coupons.create({}), {
        code: 'parameter_missing',
        message: 'Must provide either amount_off or percent_off.',
      });
    }),
    rule('a promotion code that exists already', async ({ stripe }) => {
      const coupon = await stripe.coupons.create({ percent_off: 10 });
      const params = { promotion: { type: 'coupon', coupon: coupon.id }, code: 'TEN' } as const;
      await stripe.promotionCodes.create(params);
      await refuses(stripe.promotionCodes.create(params), {
        param: 'code',
        message: 'An active promotion code with `code: TEN` already exists.',
      });
    }),
    rule('a Payment Link with 21 line items', async ({ stripe }) => {
      const price = await priceOf(stripe, 100);
      const line_items = Array.from({ length: 21 }, () => ({ price: price.id, quantity: 1 }));
      await refuses(stripe.paymentLinks.create({ line_items }), {
        param: 'line_items',
        message: 'Array line_items exceeded maximum 20 allowed elements.',
      });
    }),
    rule('a promotion code that is switched off is told: `promotion_code.updated`', async (bench) => {
      const { stripe } = bench;
      const coupon = await stripe.coupons.create({ percent_off: 10 });
      const { id } = await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id } });
      const change = { active: false, metadata: { by: 'ada' } };
      const types = await eventsOf(bench, () => stripe.promotionCodes.update(id, change));
      same(types, ['promotion_code.updated']);
      has(await stripe.promotionCodes.retrieve(id), change);
    }),
    rule('a Payment Link takes no metadata on its lines, and no end of a trial', async ({ stripe }) => {
      const price = await priceOf(stripe, 100);
      const line = { price: price.id, quantity: 1 };
      const create = (params: object) => stripe.paymentLinks.create({ line_items: [line], ...params });
      await refuses(
        create({ line_items: [{ ...line, metadata: { a: '1' } }] }),
        unknown('line_items[0][metadata]'),
      );
      await refuses(create({ subscription_data: { trial_end: 1 } }), unknown('subscription_data[trial_end]'));
      await refuses(
        create({ payment_intent_data: { receipt_email: 'ada@example.com' } }),
        unknown('payment_intent_data[receipt_email]'),
      );
    }),
    rule('a Payment Link takes what the mode of its prices takes', async ({ stripe }) => {
      const once = await priceOf(stripe, 100);
      const monthly = await priceOf(stripe, 100, { recurring: { interval: 'month' } });
      const create = ({ id }: { id: string }, params: object) =>
        stripe.paymentLinks.create({ line_items: [{ price: id, quantity: 1 }], ...params });
      await refuses(create(once, { subscription_data: { description: 'A' } }), {
        param: 'subscription_data',
        message: 'You can not pass `subscription_data` in `payment` mode.',
      });
      await refuses(create(monthly, { payment_intent_data: { description: 'A' } }), {
        param: 'payment_intent_data',
        message: 'You can not pass `payment_intent_data` in `subscription` mode.',
      });
    }),
    rule('a webhook endpoint of an API version that is none', async ({ stripe }) => {
      const params = { url: 'http://127.0.0.1:9/', enabled_events: ['*'], api_version: 'today' };
      await refuses(stripe.webhookEndpoints.create(params as never), {
        param: 'api_version',
        message: 'Invalid Stripe API version: today',
      });
    }),
    rule('a webhook endpoint for events that do not exist', async ({ stripe }) => {
      const url = 'http://127.0.0.1:9/';
      for (const type of ['checkout.session.complete', 'charge.*']) {
        const call = stripe.webhookEndpoints.create({
          url,
          enabled_events: ['price.created', type] as never,
        });
        const { param, message, statusCode } = await refusal(call);
        same([statusCode, param], [400, 'enabled_events[1]']);
        assert.match(message, /^Invalid enabled_events\[1\]: must be one of \*, account\./);
      }
    }),
    rule('a webhook endpoint without scheme', async ({ stripe }) => {
      await refuses(stripe.webhookEndpoints.create({ url: 'shop.test', enabled_events: ['*'] }), {
        param: 'url',
        code: 'url_invalid',
        message: 'Invalid URL: An explicit scheme (such as https) must be provided.',
      });
    }),
  ],
};
