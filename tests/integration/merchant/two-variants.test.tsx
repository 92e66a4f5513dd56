import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test } from 'vitest';
import { VariantChoice } from '@/app/merchant/(desk)/stock/keys/[slug]/variant-choice';
import { PoolsTable } from '@/app/merchant/(desk)/stock/keys/pools-table';
import { loadBuyerOrder } from '@/lib/buyer-view/buyer-order';
import { lineName } from '@/lib/catalogue/line-name';
import { listLinks } from '@/lib/catalogue/list-links';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { loadMessages } from '@/lib/i18n/messages';
import { listFreeKeys } from '@/lib/license-keys/free-keys';
import { listKeyPools } from '@/lib/license-keys/key-pools';
import { loadKeys } from '@/lib/license-keys/load-keys';
import { withdrawKeys } from '@/lib/license-keys/withdraw-keys';
import { loadDigestFacts } from '@/lib/mail/facts/digest';
import { listOrders } from '@/lib/orders/merchant/list-orders';
import { listStock } from '@/lib/stock/receive-stock';
import { stripe as shopsStripe } from '@/lib/stripe/client';
import { syncCatalogue } from '@/lib/sync/sync-catalogue';
import { useDatabase } from '../../support/database';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';
import { addVariant, buyVariants } from '../fulfillment/second-variant';

useDatabase();
const stripe = useSandbox();

const keysIn = async (variantId: string) => (await listFreeKeys(variantId)).map(({ key }) => key);
const text = (keys: string) => new TextEncoder().encode(keys);
const pools = () => listKeyPools('it', 'registri');

let first = '';
let second = '';

beforeAll(async () => {
  first = (await variantOf('registri')).id;
  await db().licenseKey.deleteMany({ where: { variantId: first } });
  second = await addVariant('registri', { stock: 2 });
  await db().productVariantText.createMany({
    data: [
      { variantId: second, locale: 'en', label: 'for studios' },
      { variantId: second, locale: 'it', label: 'per studi' },
    ],
  });
  await syncCatalogue(() => {});
});

describe('of a product with two variants', () => {
  test('each is named by its label at Stripe', async () => {
    const rows = await db().productVariant.findMany({
      where: { id: { in: [first, second] } },
      orderBy: { position: 'asc' },
    });
    const names = await Promise.all(
      rows.map(
        async ({ stripeProductId }) => (await shopsStripe().products.retrieve(stripeProductId ?? '')).name,
      ),
    );
    const [plain = ''] = names;
    expect(names).toEqual([plain, `${plain} – for studios`]);
  });

  test('keys are loaded into the pool that was chosen, and withdrawn from it', async () => {
    expect(await loadKeys(second, text('S-1\nS-2\nS-3\n'), false)).toMatchObject({ loaded: 3, free: 3 });
    expect(await loadKeys(first, text('F-1\n'), false)).toMatchObject({ loaded: 1, free: 1 });
    expect([await keysIn(first), await keysIn(second)]).toEqual([['F-1'], ['S-1', 'S-2', 'S-3']]);
    const [key] = await listFreeKeys(second);
    expect(await withdrawKeys(first, { keyId: key?.id })).toEqual({ withdrawn: 0, reason: 'no_key' });
    expect(await withdrawKeys(second, { keyId: key?.id })).toMatchObject({ withdrawn: 1, free: 2 });
    expect(await withdrawKeys(second, { all: '2' })).toMatchObject({ withdrawn: 2, free: 0 });
    expect([await keysIn(first), await keysIn(second)]).toEqual([['F-1'], []]);
  });

  test('the pages list both, each with its name and the way to its keys', async () => {
    const found = await pools();
    const [shown] = found;
    if (!shown) throw new Error('no pool');
    const html = renderToStaticMarkup(
      <NextIntlClientProvider locale="it" timeZone="Europe/Rome" messages={await loadMessages('it')}>
        <PoolsTable pools={found} />
        <VariantChoice pools={found} shown={shown} label="Varianti" />
      </NextIntlClientProvider>,
    );
    expect(found.map(({ name }) => name)).toEqual([shown.name, `${shown.name} – per studi`]);
    for (const path of ['/merchant/stock/keys/registri"', '/merchant/stock/keys/registri?variant=1"']) {
      expect(html.split(`href="${path}`)).toHaveLength(3);
    }
    expect(html.match(/aria-current="page"/g)).toHaveLength(1);
    const stock = (await listStock('it')).filter(({ slug }) => slug === 'registri');
    expect(stock.map(({ name }) => name)).toEqual(found.map(({ name }) => name));
  });

  test('lines, links and the digest name which one it is', async () => {
    const sessionId = await buyVariants(stripe, { [second]: 1 });
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { rows } = await listOrders({ filter: 'all', search: sessionId, paging: null });
    const [row] = rows;
    expect(row?.lines.map((line) => lineName(line, 'it'))).toEqual([expect.stringContaining(' – per studi')]);
    const seen = await loadBuyerOrder(row?.id ?? '', 'en');
    expect(seen?.lines.map(({ name }) => name)).toEqual([expect.stringContaining(' – for studios')]);
    const now = new Date();
    const facts = await loadDigestFacts({ since: new Date(0), until: now }, 'it', now);
    expect(facts.pools.rows).toMatchObject([
      { slug: 'registri', position: 1, name: expect.stringContaining(' – per studi'), free: 0 },
      { slug: 'registri', position: 0, free: 1 },
    ]);
    await addVariant('e-commerciale', { stock: 1 });
    const links = (await listLinks('it')).filter(({ slug }) => slug === 'e-commerciale');
    expect(links.map(({ name }) => name)).toEqual([links[0]?.name, `${links[0]?.name} – e-commerciale-1`]);
  });
});
