import { priceOf } from '../shop';
import { has, open, type Part, pay, refuses, rule, same } from './rule';
import { exclusive, none } from './session-words';

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
    rule('a cursor that does not exist is a 400 that names its kind', async (bench) => {
      const { stripe } = bench;
      const { id } = await open(bench);
      const cursor = { starting_after: 'x_none' };
      const lists: [string, () => Promise<unknown>][] = [
        ['product', () => stripe.products.list(cursor)],
        ['checkout.session', () => stripe.checkout.sessions.list(cursor)],
        ['promotion code', () => stripe.promotionCodes.list(cursor)],
        ['line item', () => stripe.checkout.sessions.listLineItems(id, cursor)],
      ];
      for (const [kind, list] of lists) await refuses(list(), none(kind, 'x_none', 'starting_after'));
      await refuses(
        stripe.products.list({ ending_before: 'x_none' }),
        none('product', 'x_none', 'ending_before'),
      );
    }),
    rule('two cursors at once are a 400', async ({ stripe }) => {
      const { id } = await stripe.products.create({ name: 'A' });
      await refuses(
        stripe.products.list({ starting_after: id, ending_before: id }),
        exclusive('ending_before, starting_after', 'ending_before'),
      );
    }),
    rule('a filter of a value there is not is a 400', async ({ stripe }) => {
      await refuses(stripe.products.list({ type: 'gift' }), {
        param: 'type',
        message: 'Invalid type: must be one of good or service',
      });
      await refuses(stripe.prices.list({ recurring: { interval: 'hour' } }), {
        param: 'recurring[interval]',
        message: 'Invalid recurring[interval]: must be one of day, month, week, or year',
      });
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
    rule('`expand` of a reference that is not set leaves it null', async (bench) => {
      const { id } = await open(bench);
      await pay(bench, id);
      const { data } = await bench.stripe.charges.list({ limit: 1, expand: ['data.application_fee'] });
      has(data, [{ application_fee: null, review: null }]);
      const expand = ['payment_intent.review', 'payment_intent.latest_charge.failure_balance_transaction'];
      has(await bench.stripe.checkout.sessions.retrieve(id, { expand }), {
        payment_intent: { review: null, latest_charge: { failure_balance_transaction: null } },
      });
    }),
    rule('`expand` of what is no reference is a 400', async (bench) => {
      const { id } = await open(bench);
      await refuses(bench.stripe.checkout.sessions.retrieve(id, { expand: ['metadata.size'] }), {
        param: 'expand',
        message: 'This property cannot be expanded (metadata.size).',
      });
      await refuses(bench.stripe.checkout.sessions.retrieve(id, { expand: ['constructor'] }), {
        param: 'expand',
        message: 'This property cannot be expanded (constructor).',
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
