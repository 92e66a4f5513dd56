import { describe, expect, it } from 'vitest';
import { card, useSandbox } from './support';

const sandbox = useSandbox();

async function paidSession(number?: string): Promise<string> {
  const { id } = await sandbox.session();
  expect(await sandbox.post(id, 'pay', card(number))).toMatchObject({ outcome: 'complete' });
  return id;
}

async function subscribed(): Promise<string> {
  const { id } = await sandbox.session({
    mode: 'subscription',
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'eur',
          unit_amount: 1200,
          recurring: { interval: 'month' },
          product_data: { name: 'The quarterly' },
        },
      },
    ],
  });
  await sandbox.post(id, 'pay', card());
  const subscription = sandbox.engine.checkout.view(id)?.session.subscription;
  if (typeof subscription !== 'string') throw new Error('The session started no subscription.');
  return subscription;
}

const types = () => sandbox.engine.account.events().map(({ type }) => type);

describe('disputes', () => {
  it('are opened on the page of a payment and listed with when they want an answer', async () => {
    const id = await paidSession();
    const opened = await sandbox.press(`/payments/${id}/dispute`, { reason: 'product_not_received' });
    expect(opened).toContain('The payment is disputed.');
    expect(opened).toContain('<span class="pill wait">Disputed</span>');
    expect(opened).not.toContain('>Refund</button>');
    const { html } = await sandbox.page('/disputes');
    expect(html).toContain(`/payments/${id}`);
    expect(html).toContain('product not received');
    expect(await sandbox.press(`/payments/${id}/dispute`)).toContain('role="alert"');
  });

  it.each([
    ['won', 'Won', 'charge.dispute.funds_reinstated'],
    ['lost', 'Lost', 'charge.dispute.closed'],
  ])('can be %s', async (outcome, word, event) => {
    const id = await paidSession();
    await sandbox.press(`/payments/${id}/dispute`);
    const html = await sandbox.press(`/payments/${id}/dispute/${outcome}`);
    expect(html).toContain(`The dispute is ${outcome}.`);
    expect(html).toContain(`>${word}</span>`);
    expect(html).not.toContain('>Lose</button>');
    expect(types()).toContain(event);
    expect(await sandbox.press(`/payments/${id}/dispute/${outcome}`)).toContain('role="alert"');
  });
});

describe('refunds', () => {
  it('can fail later, and what they gave back can be given back again', async () => {
    const id = await paidSession();
    expect(await sandbox.press(`/payments/${id}/refund`)).toContain('>Refunded</span>');
    const [refund] = sandbox.engine.account.refunds();
    const failed = await sandbox.press(`/payments/${id}/refunds/${refund?.id}/fail`);
    expect(failed).toContain('<span class="pill bad">Failed</span>');
    expect(failed).toContain('<span class="pill good">Paid</span>');
    expect(failed).toContain('value="56.00"');
    expect(types()).toContain('refund.failed');
  });
});

describe('subscriptions', () => {
  it('are listed with their rhythm and where they stand', async () => {
    const id = await subscribed();
    const { html } = await sandbox.page('/subscriptions');
    expect(html).toContain(`/subscriptions/${id}`);
    expect(html).toContain('€12.00 per month');
    expect(html).toContain('<span class="pill good">Active</span>');
    expect((await sandbox.page('/subscriptions/sub_nothing')).status).toBe(404);
  });

  it('renew, paid or not', async () => {
    const id = await subscribed();
    expect(await sandbox.press(`/subscriptions/${id}/renew/paid`)).toContain('The renewal is paid.');
    const failed = await sandbox.press(`/subscriptions/${id}/renew/failed`);
    expect(failed).toContain('<span class="pill bad">Past due</span>');
    expect(failed).toContain('invoice.payment_failed');
  });

  it('end now or with their period', async () => {
    const id = await subscribed();
    const later = await sandbox.press(`/subscriptions/${id}/cancel/period_end`);
    expect(later).toContain('Ends with its period');
    expect(later).not.toContain('Cancel at period end');
    const now = await sandbox.press(`/subscriptions/${id}/cancel/now`);
    expect(now).toContain('<span class="pill plain">Cancelled</span>');
    expect(now).toContain('customer.subscription.deleted');
    expect(now).not.toContain('>Cancel now</button>');
  });
});
