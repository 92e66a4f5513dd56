import { type Context, Hono } from 'hono';
import type { Engine } from '../../engine';
import { parseMoney } from '../../money';
import { act, fields } from './answers';
import { idOf } from './words';

/** The buttons of a payment: what the bank, the cardholder and the merchant would do. */
export function paymentActions({ account, checkout }: Engine): Hono {
  const app = new Hono();
  const pathOf = (c: Context) => `/payments/${c.req.param('session')}`;
  const sessionOf = (c: Context) => c.req.param('session') ?? '';
  const intentOf = (c: Context): string => {
    const intent = idOf(checkout.view(sessionOf(c))?.session.payment_intent);
    if (intent === null) throw new Error('This session has no payment.');
    return intent;
  };

  app.post('/payments/:session/expire', (c) =>
    act(c, pathOf(c), 'The session is expired.', () => account.expire(sessionOf(c))),
  );
  app.post('/payments/:session/settle', (c) =>
    act(c, pathOf(c), 'The money has arrived.', () => account.settleDebit(intentOf(c), 'succeed')),
  );
  app.post('/payments/:session/fail', (c) =>
    act(c, pathOf(c), 'The bank has refused the debit.', () => account.settleDebit(intentOf(c), 'fail')),
  );
  app.post('/payments/:session/refund', (c) =>
    act(c, pathOf(c), 'The refund is on its way.', async () => {
      const currency = checkout.view(sessionOf(c))?.session.currency ?? 'usd';
      const { amount: typed = '' } = await fields(c);
      if (typed.trim() === '') return account.refund(intentOf(c));
      const amount = parseMoney(typed, currency);
      if (!amount) throw new Error(`“${typed}” is not an amount of ${currency.toUpperCase()}.`);
      return account.refund(intentOf(c), amount);
    }),
  );
  app.post('/payments/:session/refunds/:refund/fail', (c) =>
    act(c, pathOf(c), 'The refund has failed, and the money is back in the account.', () =>
      account.failRefund(c.req.param('refund')),
    ),
  );
  app.post('/payments/:session/dispute', (c) =>
    act(c, pathOf(c), 'The payment is disputed.', async () => {
      const { reason } = await fields(c);
      return account.openDispute(intentOf(c), reason || undefined);
    }),
  );
  app.post('/payments/:session/dispute/:outcome{won|lost}', (c) => {
    const won = c.req.param('outcome') === 'won';
    return act(c, pathOf(c), won ? 'The dispute is won.' : 'The dispute is lost.', () =>
      account.closeDispute(intentOf(c), won ? 'won' : 'lost'),
    );
  });
  return app;
}
