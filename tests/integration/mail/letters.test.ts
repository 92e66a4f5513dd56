import { beforeEach, describe, expect, test } from 'vitest';
import type { MailTemplate } from '@/lib/queue/mail-templates';
import { mailTemplates } from '@/lib/queue/mail-templates';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { makeOrder } from '../buyer/make-order';
import { htmlWords, textWords } from './mail-words';
import * as situations from './situations';
import { type Situation, send } from './situations';

useDatabase();
const mailbox = useMailbox();
beforeEach(() => mailbox.clear());

/** Each mail, a situation that calls for it, and in each language its subject and a sentence that matters. */
const cases: Record<
  MailTemplate,
  { make: () => Promise<Situation>; en: [string, string]; it: [string, string] }
> = {
  receipt: {
    make: async () => ({ orderId: await situations.everything() }),
    en: ['Your receipt, order B-', 'What needs no courier is already yours'],
    it: ['La vostra ricevuta, ordine B-', 'Quello che non aspetta il corriere è già vostro'],
  },
  delivery: {
    make: async () => ({ orderId: await situations.everything() }),
    en: ['Yours now, order B-', 'here is what needs no courier'],
    it: ['Già vostro, ordine B-', 'ecco quello che non ha bisogno del corriere'],
  },
  payment_in_progress: {
    make: async () => ({ orderId: await situations.everything({ payment: 'awaiting' }) }),
    en: ['Your payment is on its way', 'Nothing is left for you to do'],
    it: ['Il vostro pagamento è in viaggio', 'A voi non resta niente da fare'],
  },
  payment_failed: {
    make: async () => ({ orderId: await situations.everything({ payment: 'failed' }) }),
    en: ['Payment failed, nothing was taken', 'The bank turned down your payment'],
    it: ['Pagamento non riuscito, nessun addebito', 'La banca ha respinto il pagamento'],
  },
  back_ordered: {
    make: situations.backOrdered,
    en: ['Part of your order comes later, order B-', '1 of 2 × Bowl'],
    it: ['Una parte arriva più tardi, ordine B-', '1 di 2 × Ciotola'],
  },
  shipped: {
    make: situations.sent,
    en: ['Your parcel has left, order B-', '2 × Bowl'],
    it: ['Il pacco è partito, ordine B-', '2 × Ciotola'],
  },
  access_granted: {
    make: situations.course,
    en: ['Open again: ', 'now you can go in as before'],
    it: ['Accesso riaperto: ', 'adesso entrate come prima'],
  },
  access_ended: {
    make: situations.endedCourse,
    en: ['Come to its end: ', 'was open to you until'],
    it: ['Accesso finito: ', 'Avevate accesso a'],
  },
  refund: {
    make: () => situations.refunded('succeeded'),
    en: ['€48.00 goes back to you, order B-', 'within five to ten days'],
    it: ['Vi tornano 48,00\u00a0€, ordine B-', 'entro cinque o dieci giorni'],
  },
  refund_failed: {
    make: () => situations.refunded('failed'),
    en: ['€48.00 did not reach you, order B-', 'the money is with us'],
    it: ['48,00\u00a0€ non vi sono arrivati, ordine B-', 'il denaro è da noi'],
  },
  order_link: {
    make: async () => ({ orderId: await situations.everything() }),
    en: ['The link to your order B-', 'It opens for good'],
    it: ['Il link al vostro ordine B-', 'Si apre per sempre'],
  },
  order_list_link: {
    make: situations.buyer,
    en: ['The link to your orders', 'everything that was bought with this address'],
    it: ['Il link ai vostri ordini', 'tutto quello che è stato comprato con questo indirizzo'],
  },
  digest: {
    make: situations.badDay,
    en: ['wait', 'paid order'],
    it: ['aspetta', 'ordin'],
  },
};

describe.each(mailTemplates)('%s', (template) => {
  test.each(['en', 'it'] as const)('arrives in %s, and says the same as HTML and as text', async (locale) => {
    const row = await send(template, await cases[template].make(), locale);
    expect(row).toMatchObject({ state: 'sent', lastError: null });
    const [mail, ...others] = mailbox.list();
    expect(others).toEqual([]);
    expect(mail?.to).toEqual(['giulia@example.com']);
    const [subject, sentence] = cases[template][locale];
    expect(mail?.subject).toContain(subject);
    const html = mail?.html ?? '';
    const text = mail?.text ?? '';
    expect(text.replace(/\s+/g, ' ')).toContain(sentence);
    expect(html).toContain(`lang="${locale}"`);
    expect(htmlWords(html)).toEqual(textWords(text));
    // Neither a name of a message nor a hole in a sentence, nor words of the other language's frame.
    for (const part of [mail?.subject ?? '', text]) {
      expect(part.replace(/https?:\S+/g, '')).not.toMatch(
        /\b(mail|totals|merchant)\.\w+\.\w+|\b(undefined|null|NaN)\b|[{}]|\[object/,
      );
    }
    expect(text).toContain(locale === 'it' ? 'Bottega Ottavia, Torino' : 'Bottega Ottavia, Turin');
    expect(text).not.toMatch(/\b(error|oops|errore)\b/i);
  });

  test('loads nothing from anywhere, and has colours for the night', async () => {
    await send(template, await cases[template].make());
    const html = mailbox.list()[0]?.html ?? '';
    expect(html).not.toMatch(/<img|<script|@import|url\(|<link/i);
    expect(html).toContain('prefers-color-scheme: dark');
  });
});

test('every mail to a buyer leads to a page of the shop, and every link is absolute', async () => {
  for (const template of mailTemplates) {
    await mailbox.clear();
    await send(template, await cases[template].make());
    const links = mailbox.list()[0]?.links ?? [];
    expect(links.some((link) => link.startsWith('http://shop.test/'))).toBe(true);
    expect(links.filter((link) => !/^https?:\/\//.test(link))).toEqual([]);
  }
});

test.each([
  ['jpy', 'en', 1200, '¥1,200'],
  ['jpy', 'it', 1200, '1200\u00a0JPY'],
  ['kwd', 'en', 12_345, 'KWD\u00a012.345'],
  ['kwd', 'it', 12_345, '12,345\u00a0KWD'],
])(
  'a receipt in %s, in %s, has as many decimals as the currency',
  async (currency, locale, shipping, said) => {
    const { id } = await makeOrder({ lines: [{ slug: 'ciotola' }], currency, shipping });
    await send('receipt', { orderId: id }, locale);
    expect(mailbox.list()[0]?.text).toContain(said);
  },
);

test('a receipt holds quantities, discount, shipping, tax on top, and a line that cost nothing', async () => {
  const { id } = await makeOrder({
    lines: [
      { slug: 'ciotola', quantity: 3 },
      { description: 'A postcard', quantity: 1 },
    ],
    discount: 1200,
    shipping: 900,
    tax: 500,
  });
  const { db } = await import('@/lib/db');
  await db().orderLine.updateMany({ where: { orderId: id, position: 1 }, data: { amountSubtotal: 0 } });
  await db().order.update({ where: { id }, data: { amountSubtotal: 10_800, amountTotal: 11_000 } });
  await send('receipt', { orderId: id });
  const text = mailbox.list()[0]?.text ?? '';
  const rows = text.split('\n').filter((line) => line.includes('€'));
  expect(rows.map((row) => row.replace(/ \.+ ?/, ' | '))).toEqual([
    expect.stringMatching(/^3 × Bowl.* \| €108\.00$/),
    'A postcard | €0.00',
    'Subtotal | €108.00',
    'Discount | −€12.00',
    'Shipping | €9.00',
    'Tax | €5.00',
    'Total | €110.00',
  ]);
});
