import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { loadMessages } from '@/lib/i18n/messages';
import type { MerchantLine } from '@/lib/orders/merchant/load-order';
import refunds from '@/messages/refunds.en.json';
import { applySettings, testSettings } from '../../support/settings';

applySettings(testSettings);
const { ShortLine } = await import('@/app/merchant/(desk)/orders/[number]/short-line');

const { orderHint, waitsHint, order } = refunds.refunds.back;

test.each([
  ['lacks stock', { onHand: 0 }, 'needs_attention', [order, orderHint]],
  ['is back-ordered', { onHand: 0 }, 'back_ordered', [waitsHint]],
  ['is no product of ours, which no delivery brings', null, 'needs_attention', []],
] as const)(
  'of a line that %s is said what comes by itself, and of no other',
  async (_, stock, waits, said) => {
    const line = {
      ...{ id: 'a', orderId: 'o', currency: 'eur', stockTaken: 0 },
      product: stock && {},
      variant: stock && { stock },
    } as MerchantLine;
    const short = {
      line: { lineId: 'a', quantity: 2, amountTotal: 2000, unitsRefunded: 0, unitsLeft: 2, missing: 2 },
      mayRefund: true,
      waits,
    };
    const html = renderToStaticMarkup(
      <NextIntlClientProvider locale="en" timeZone="Europe/Rome" messages={await loadMessages('en')}>
        <ShortLine line={line} short={short} />
      </NextIntlClientProvider>,
    );
    expect(html).toContain('Refund €20.00');
    expect([order, orderHint, waitsHint].filter((text) => html.includes(text))).toEqual(said);
  },
);
