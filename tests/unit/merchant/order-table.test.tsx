import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { OrderTable } from '@/app/merchant/(desk)/order-table';
import { readAttention } from '@/lib/fulfillment/attention-words';
import type { Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';
import type { OrderRow } from '@/lib/orders/merchant/list-orders';

const texts = [
  { locale: 'en', name: 'Bowl' },
  { locale: 'it', name: 'Ciotola' },
];
const lines = [
  {
    id: 'a',
    description: 'Bowl, as Stripe has it',
    product: { texts },
    variant: null,
    quantity: 3,
    backOrderedAt: null,
  },
  {
    id: 'b',
    description: 'Poster from the Dashboard',
    product: null,
    variant: null,
    quantity: 1,
    backOrderedAt: null,
  },
];
const reasons = [
  { code: 'lost_in_part', lineId: 'a', amount: 100_000, currency: 'eur' },
  { code: 'unknown_product', lineId: 'b', priceId: 'price_1' },
];
const row: OrderRow = {
  ...{
    id: 'o',
    number: 1042,
    origin: 'hosted',
    currency: 'eur',
    email: 'ada@example.com',
    name: 'Ada Rossi',
  },
  ...{ createdAt: new Date(0), paidAt: new Date(0), fulfilledAt: null, fulfilledBy: null },
  ...{ payment: 'paid', fulfillment: 'needs_attention', attention: readAttention(reasons, lines) },
  ...{ amountTotal: 1000, amountDifference: 0, amountLost: 0, lines, moreLines: 0 },
  ...{ backOrdered: false, toShip: false, shipped: false },
};

test.each<[Locale, said: string[]]>([
  ['it', ['3 × </span>Ciotola', 'La riga «Ciotola»', '1000,00\u00a0€', '«Poster from the Dashboard»']],
  ['en', ['3 × </span>Bowl', '“Bowl” was delivered', '€1,000.00', '“Poster from the Dashboard”']],
])(
  'a list of orders in %s names what was bought and says why an order needs a hand',
  async (locale, said) => {
    const html = renderToStaticMarkup(
      <NextIntlClientProvider locale={locale} timeZone="Europe/Rome" messages={await loadMessages(locale)}>
        <OrderTable caption="All" rows={[row]} />
      </NextIntlClientProvider>,
    );
    for (const words of said) expect(html).toContain(words);
    expect(html).not.toContain('as Stripe has it');
  },
);
