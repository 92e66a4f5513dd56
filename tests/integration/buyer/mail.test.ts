import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { orderUrl } from '@/lib/buyer-view/order-link';
import { db } from '@/lib/db';
import { renderMail } from '@/lib/mail/render-mail';
import { messageIdFor, sendMail } from '@/lib/mail/transport';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { makeOrder } from './make-order';

useDatabase();
const mailbox = useMailbox();

/** React marks the seams between texts with comments; a reader does not see them. */
const seen = (html: string) => html.replaceAll('<!-- -->', '');

const full = async (locale: string) =>
  await makeOrder({
    locale,
    lines: [
      { slug: 'ciotola', quantity: 2 },
      { slug: 'quaderno-pdf' },
      { slug: 'registri', quantity: 2 },
      { slug: 'comporre-a-mano' },
    ],
    shipping: 900,
    discount: 1000,
  });

describe('the receipt', () => {
  test.each(['it', 'en'])(
    'in %s says the same as HTML and as text: number, lines, sums, keys, address, link',
    async (locale) => {
      const { id, number } = await full(locale);
      const { subject, html, text } = await renderMail({ template: 'receipt', orderId: id, locale });
      const keys = await db().licenseKey.findMany({
        where: { fulfillment: { orderLine: { orderId: id } } },
        select: { key: true },
      });
      expect(keys).toHaveLength(2);
      expect(subject).toContain(`B-${number}`);
      for (const body of [seen(html), text]) {
        const said = [
          `B-${number}`,
          'Giulia',
          'Via Principe Amedeo 21',
          'quaderno-del-torchio.pdf',
          orderUrl(id),
        ];
        for (const part of [...said, ...keys.map(({ key }) => key)]) expect(body).toContain(part);
      }
      const amounts =
        locale === 'it' ? ['72,00\u00a0€', '−10,00\u00a0€', '9,00\u00a0€'] : ['€72.00', '−€10.00', '€9.00'];
      for (const amount of amounts) {
        expect(text).toContain(amount);
        expect(html).toContain(amount);
      }
      expect(html).toContain(`lang="${locale}"`);
    },
  );

  test('is in one language, down to the goods', async () => {
    const { id } = await full('it');
    const it = await renderMail({ template: 'receipt', orderId: id, locale: 'it' });
    const en = await renderMail({ template: 'receipt', orderId: id, locale: 'en' });
    expect(it.text).toContain('2 × Ciotola');
    expect(it.text).toContain('Totale');
    expect(en.text).toContain('2 × Bowl');
    expect(en.text).toContain('Total');
    expect(en.text).not.toMatch(/Totale|Grazie|Ciotola/);
  });

  test('loads nothing from anywhere: no pictures, no fonts, no scripts', async () => {
    const { id } = await full('en');
    const { html } = await renderMail({ template: 'receipt', orderId: id, locale: 'en' });
    expect(html).not.toMatch(/<img|<script|@import|url\(|<link/i);
    expect(html).toContain('prefers-color-scheme: dark');
  });

  test('tells how things stand when it leaves: refunded since, and no key of it any more', async () => {
    const { id } = await makeOrder({ lines: [{ slug: 'registri' }], payment: 'refunded' });
    const key = await db().licenseKey.findFirstOrThrow({
      where: { fulfillment: { orderLine: { orderId: id } } },
    });
    const { text } = await renderMail({ template: 'receipt', orderId: id, locale: 'en' });
    expect(text).toContain('refunded');
    expect(text).not.toContain(key.key);
  });

  test('says that we are on it where a line needs our hands', async () => {
    const { id } = await makeOrder({
      fulfillment: 'needs_attention',
      lines: [{ description: 'From the Dashboard', state: 'needs_attention' }],
    });
    const { text } = await renderMail({ template: 'receipt', orderId: id, locale: 'en' });
    expect(text).toContain('From the Dashboard');
    expect(text).toContain('We have your payment.');
    expect(text).toContain('by hand');
  });

  test('writes what a buyer typed as text, not as markup', async () => {
    const { id } = await makeOrder({ lines: [{ description: '<b>bold</b> & co' }], name: '<script>' });
    const { html, text } = await renderMail({ template: 'receipt', orderId: id, locale: 'en' });
    expect(html).not.toContain('<b>bold');
    expect(text).toContain('<b>bold</b> & co');
  });
});

describe('before anything is paid', () => {
  test.each(['payment_in_progress', 'payment_failed'] as const)('%s gives nothing away', async (template) => {
    const { id } = await makeOrder({
      payment: template === 'payment_failed' ? 'failed' : 'awaiting',
      lines: [{ slug: 'registri' }, { slug: 'quaderno-pdf' }],
    });
    for (const locale of ['it', 'en']) {
      const { text } = await renderMail({ template, orderId: id, locale });
      expect(text).toContain(orderUrl(id));
      expect(text).not.toMatch(/\.pdf|licen[cz]/i);
    }
  });

  test('a failed payment says that nothing was taken', async () => {
    const { id } = await makeOrder({ payment: 'failed', lines: [{ slug: 'brocca' }] });
    const { subject } = await renderMail({ template: 'payment_failed', orderId: id, locale: 'en' });
    expect(subject).toBe('Payment failed, nothing was taken');
  });
});

test('in a language we do not speak a mail is English', async () => {
  const { id } = await makeOrder();
  const { text } = await renderMail({ template: 'receipt', orderId: id, locale: 'de' });
  expect(text).toContain('We have your payment');
});

test('a mail about an order there is not is refused', async () => {
  await expect(renderMail({ template: 'receipt', orderId: randomUUID(), locale: 'it' })).rejects.toThrow(
    'no order',
  );
});

describe('on its way out', () => {
  test('a mail keeps its Message-ID over every attempt, and two mails have two', async () => {
    const { id } = await full('it');
    const mail = await renderMail({ template: 'receipt', orderId: id, locale: 'it' });
    const messageId = messageIdFor(`receipt:${id}`);
    expect(messageId).toMatch(/^<[0-9a-f]{40}@shop\.test>$/);
    expect(messageIdFor(`receipt:${id}`)).toBe(messageId);
    expect(messageIdFor(`receipt:${randomUUID()}`)).not.toBe(messageId);
    for (let attempt = 0; attempt < 2; attempt++) {
      await sendMail({ ...mail, to: 'giulia@example.com', messageId });
    }
    const [second, first] = mailbox.list();
    expect(mailbox.list()).toHaveLength(2);
    expect(first?.headers['message-id']).toBe(messageId);
    expect(second?.headers['message-id']).toBe(messageId);
    expect(first?.subject).toBe(mail.subject);
    expect(first?.text).toContain('Grazie, Giulia.');
    expect(first?.html).toContain('Grazie, Giulia.');
  });
});
