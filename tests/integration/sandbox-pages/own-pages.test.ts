import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { card, useSandbox } from './support';

const sandbox = useSandbox();
const debit = { email: 'ada@example.com', method: 'sepa_debit', iban: 'AT321904300235473204', holder: 'Ada' };

describe('the sandbox’s own pages', () => {
  it('are all there from the start, empty', async () => {
    for (const path of [
      '/',
      '/payments',
      '/subscriptions',
      '/disputes',
      '/events',
      '/mail',
      '/links',
      '/webhooks',
      '/faults',
    ]) {
      const { status, html } = await sandbox.page(path);
      expect([path, status]).toEqual([path, 200]);
      expect(html).toContain('aria-current="page"');
    }
    for (const path of ['/payments/cs_test_x', '/events/evt_x', '/mail/x']) {
      expect((await sandbox.page(path)).status).toBe(404);
    }
  });

  it('tell how to point an app at this sandbox, and the numbers to pay with', async () => {
    const { html } = await sandbox.page('/');
    const { port } = new URL(sandbox.url);
    for (const words of [
      `port: ${port},`,
      `--api-base ${sandbox.url}`,
      '4000 0000 0000 9995',
      '000222222227',
    ]) {
      expect(html).toContain(words);
    }
    expect(html).toContain(`&lt;script src=&quot;${sandbox.url}/endive/stripe.js&quot;`);
  });

  it('list a payment with its state, amount and address', async () => {
    const { id } = await sandbox.session();
    await sandbox.post(id, 'pay', card());
    const { html } = await sandbox.page('/payments');
    expect(html).toContain('€56.00');
    expect(html).toContain('ada@example.com');
    expect(html).toContain('<span class="pill good">Paid</span>');
    const detail = await sandbox.page(`/payments/${id}`);
    expect(detail.html).toContain('checkout.session.completed');
    expect(detail.html).not.toContain('Expire session');
  });

  it('settle a bank debit, and refuse to settle it twice', async () => {
    const { id } = await sandbox.session();
    await sandbox.post(id, 'pay', debit);
    expect((await sandbox.page(`/payments/${id}`)).html).toContain('Settle payment');
    expect(await sandbox.press(`/payments/${id}/settle`)).toContain('The money has arrived.');
    expect(sandbox.engine.checkout.view(id)?.session.payment_status).toBe('paid');
    expect(await sandbox.press(`/payments/${id}/settle`)).toContain('role="alert"');
  });

  it('fail a bank debit', async () => {
    const { id } = await sandbox.session();
    await sandbox.post(id, 'pay', debit);
    expect(await sandbox.press(`/payments/${id}/fail`)).toContain('<span class="pill bad">Failed</span>');
  });

  it('refund in parts, and say why not more than was paid', async () => {
    const { id } = await sandbox.session();
    await sandbox.post(id, 'pay', card());
    expect(await sandbox.press(`/payments/${id}/refund`, { amount: '16,00' })).toContain('Partly refunded');
    expect(await sandbox.press(`/payments/${id}/refund`, { amount: '40.01' })).toContain('greater than');
    expect(await sandbox.press(`/payments/${id}/refund`, { amount: 'all' })).toContain(
      'is not an amount of EUR',
    );
    const last = await sandbox.press(`/payments/${id}/refund`);
    expect(last).toContain('<span class="pill plain">Refunded</span>');
    expect(last).not.toContain('>Refund</button>');
  });

  it('expire an open session', async () => {
    const { id } = await sandbox.session();
    expect(await sandbox.press(`/payments/${id}/expire`)).toContain(
      '<span class="pill plain">Expired</span>',
    );
  });

  it('show an event with every delivery and its answer, and send it again', async () => {
    const endpoint = await sandbox.stripe.webhookEndpoints.create({
      url: `${sandbox.url}/no-such-webhook`,
      enabled_events: ['checkout.session.completed'],
    });
    const { id } = await sandbox.session();
    await sandbox.post(id, 'pay', card());
    const event = sandbox.engine.account
      .events()
      .find(
        ({ type, data }) =>
          type === 'checkout.session.completed' && 'id' in data.object && data.object.id === id,
      );
    const path = `/events/${event?.id}`;
    expect((await sandbox.page(path)).html).toContain('404, will retry');
    await sandbox.press(`${path}/resend`);
    expect(sandbox.engine.account.deliveries(event?.id).length).toBeGreaterThan(1);
    const webhooks = (await sandbox.page('/webhooks')).html;
    expect(webhooks).toContain(endpoint.url);
    await sandbox.stripe.webhookEndpoints.del(endpoint.id);
  });

  it('show a mail safely, and all of them as JSON, newest first', async () => {
    const transport = createTransport(sandbox.mailbox.smtpUrl);
    const to = 'ada@example.com';
    await transport.sendMail({ from: 'shop@example.com', to, subject: 'first', text: 'a' });
    await transport.sendMail({
      from: 'shop@example.com',
      to,
      subject: '<b>second</b>',
      html: '<p title="&quot;">Hello</p><a href="http://shop.example/order">order</a>',
    });
    transport.close();
    const mails: { id: string; subject: string; links: string[] }[] = JSON.parse(
      (await sandbox.page('/mail.json')).html,
    );
    expect(mails.map(({ subject }) => subject)).toEqual(['<b>second</b>', 'first']);
    expect(mails[0]?.links).toEqual(['http://shop.example/order']);
    const { html } = await sandbox.page(`/mail/${mails[0]?.id}`);
    expect(html).toContain('&lt;b&gt;second&lt;/b&gt;');
    expect(html).toMatch(/<iframe[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    expect(html).not.toContain('<p title=');
    expect(await sandbox.press('/mail/clear')).toContain('No mail yet');
  });
});
