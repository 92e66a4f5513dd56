import { refusal } from '../shop';
import { eventsOf, has, open, type Part, pay, rule, same } from './rule';

export const misfortunes: Part = {
  part: 'On demand',
  rules: [
    rule('two events with IDs of their own tell of one change', async (bench) => {
      bench.engine.faults.set({ webhooks: [{ do: 'twin', types: ['checkout.session.completed'] }] });
      const { id } = await open(bench);
      const types = await eventsOf(bench, () => pay(bench, id));
      same(types.slice(-2), ['checkout.session.completed', 'checkout.session.completed']);
      const events = await bench.stripe.events.list({ type: 'checkout.session.completed' });
      const [one, other] = events.data;
      same([one?.data.object, one?.id === other?.id], [other?.data.object, false]);
    }),
    rule('a 429 names its reason and is the client’s rate-limit error', async (bench) => {
      bench.engine.faults.set({ rateLimit: { perSecond: 1, reason: 'endpoint-rate' } });
      await bench.stripe.products.list();
      const error = await refusal(bench.stripe.products.list());
      has({ ...error }, { type: 'StripeRateLimitError', statusCode: 429, code: 'rate_limit' });
      same(error.headers?.['stripe-rate-limited-reason'], 'endpoint-rate');
    }),
    rule('a 500 before the work is done, and after', async (bench) => {
      for (const [work, made] of [
        ['before', 0],
        ['after', 1],
      ] as const) {
        bench.engine.faults.set({ api: [{ do: 'fail', methods: ['POST'], work }] });
        const error = await refusal(bench.stripe.products.create({ name: 'A print' }));
        same([error.type, error.statusCode], ['StripeAPIError', 500]);
        same((await bench.stripe.products.list()).data.length, made);
      }
    }),
    rule('a connection cut after the work is done is made good by the client’s retry', async (bench) => {
      bench.engine.faults.set({ api: [{ do: 'cut', methods: ['POST'], work: 'after', nth: [1] }] });
      const options = { maxNetworkRetries: 1 };
      const product = await bench.stripe.products.create({ name: 'A print' }, options);
      const { data } = await bench.stripe.products.list();
      same(
        data.map(({ id }) => id),
        [product.id],
      );
    }),
  ],
};
