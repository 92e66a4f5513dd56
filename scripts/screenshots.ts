import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import sharp from 'sharp';
import { demoMerchant } from '../sandbox/demo/settings';
import { type Stack, startStack } from '../sandbox/demo/stack';
import { printedSteps } from '../sandbox/demo/steps';
import { accounts, type Buyer, type PaymentForm } from '../tests/e2e/support/payment-form';
import { Shopper } from '../tests/e2e/support/shopper';
import { findBrowser, quietFlags } from '../tests/runner/find-browser';
import { root } from './env';
import { requireNode } from './node-version';

/**
 * `npm run screenshots`: takes the README's pictures from a shop started for it, after a few people have bought
 * something. Driven by hand, like the end-to-end tests: what is in the pictures happened.
 */
requireNode();
const folder = join(root, 'docs/images');
const largest = 300_000;

interface Purchase {
  buyer: Buyer;
  goods: [slug: string, quantity: number][];
  way: 'hosted' | 'embedded' | 'link';
  sent?: boolean;
  iban?: string;
}

const person = (name: string, street: string, postalCode: string, city: string, country: string): Buyer => ({
  name,
  email: `${name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .replaceAll(' ', '.')}@example.com`,
  street,
  postalCode,
  city,
  country,
});

const purchases: Purchase[] = [
  {
    buyer: person('Jürgen Vogt', 'Lange Reihe 40', '20099', 'Hamburg', 'Germany'),
    goods: [['e-commerciale', 1]],
    way: 'link',
    sent: true,
  },
  {
    buyer: person('Chiara Bonetti', 'Via Garibaldi 12', '10122', 'Torino', 'Italy'),
    goods: [['comporre-a-mano', 1]],
    way: 'embedded',
  },
  {
    buyer: person('Anaïs Lefèvre', '8 rue des Forges', '21000', 'Dijon', 'France'),
    goods: [
      ['brocca', 1],
      ['due-bicchieri', 2],
    ],
    way: 'hosted',
    sent: true,
  },
  {
    buyer: person('Matteo Ferrero', 'Corso Regina 5', '10124', 'Torino', 'Italy'),
    goods: [['listello', 1]],
    way: 'hosted',
    iban: accounts.settles,
  },
  {
    buyer: person('Nora Lindqvist', 'Bellmansgatan 6', '11820', 'Stockholm', 'Sweden'),
    goods: [['quaderno-pdf', 1]],
    way: 'embedded',
  },
  {
    buyer: person('Ada Rossi', 'Via Po 1', '10123', 'Torino', 'Italy'),
    goods: [
      ['ottava', 1],
      ['ciotola', 1],
    ],
    way: 'hosted',
    sent: true,
  },
];

async function buy(page: Page, { buyer, goods, way, sent, iban }: Purchase): Promise<void> {
  const shopper = new Shopper(page, buyer);
  let form: PaymentForm;
  if (way === 'link') {
    form = await shopper.buyNow(goods[0]?.[0] ?? '');
  } else {
    for (const [slug, quantity] of goods) await shopper.putIntoCart(slug, quantity);
    await shopper.goToCheckout();
    form = way === 'hosted' ? await shopper.payOnStripesPage() : await shopper.payHere();
  }
  await form.fillContact();
  if (sent) await form.fillDelivery();
  if (iban) await form.fillAccount(iban);
  else await form.fillCard();
  await form.pay();
  await shopper.land();
}

/** @throws where the picture is too large to be looked at on a slow line */
async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForLoadState('networkidle');
  const path = join(folder, `${name}.png`);
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  // Few colours and much grain: a palette holds them, at a third of the size.
  const { size } = await sharp(shot).png({ palette: true, quality: 90, effort: 10 }).toFile(path);
  console.log(`  docs/images/${name}.png, ${Math.round(size / 1000)} kB`);
  if (size > largest) throw new Error(`${name}.png has ${size} bytes; at most ${largest} are wanted`);
}

async function takeAll(browser: Browser, { shopUrl }: Stack): Promise<void> {
  const open = async (options: { width: number; height: number; dark?: boolean }) => {
    const { width, height, dark } = options;
    const context = await browser.newContext({
      baseURL: shopUrl,
      locale: 'en-GB',
      timezoneId: 'Europe/Rome',
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    });
    return await context.newPage();
  };
  let last: Page | undefined;
  for (const purchase of purchases) {
    last = await open({ width: 1200, height: 860 });
    await buy(last, purchase);
    console.log(`  ${purchase.buyer.name} bought ${purchase.goods.map(([slug]) => slug).join(' and ')}`);
  }
  if (last) await picture(last, 'landing');

  const shop = await open({ width: 1200, height: 1000 });
  await shop.goto('/');
  await picture(shop, 'shop');
  const night = await open({ width: 390, height: 780, dark: true });
  await night.goto('/products/ottava');
  await picture(night, 'product-phone-dark');

  const merchant = await open({ width: 1200, height: 720 });
  await merchant.goto('/merchant');
  await merchant.getByLabel('E-mail').fill(demoMerchant.email);
  await merchant.getByLabel('Password').fill(demoMerchant.password);
  await merchant.getByRole('button', { name: 'Sign in' }).click();
  await merchant.getByRole('heading', { name: 'Orders', level: 1 }).waitFor();
  await picture(merchant, 'merchant');
  await merchant.getByRole('link', { name: 'B-1006' }).click();
  await merchant.getByRole('heading', { name: 'B-1006' }).waitFor();
  await picture(merchant, 'merchant-order');
}

const scratch = await mkdtemp(join(tmpdir(), 'bottega-pictures-'));
let stack: Stack | undefined;
let browser: Browser | undefined;
try {
  await mkdir(folder, { recursive: true });
  const { path, sandboxed } = await findBrowser();
  stack = await startStack({
    dataDir: join(scratch, 'data'),
    mode: 'start',
    ports: { shop: 0, sandbox: 0 },
    disposable: true,
    steps: printedSteps(),
  });
  browser = await chromium.launch({
    executablePath: path,
    chromiumSandbox: sandboxed,
    args: sandboxed ? quietFlags : [...quietFlags, '--no-sandbox'],
  });
  await takeAll(browser, stack);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser?.close();
  await stack?.stop();
  await rm(scratch, { recursive: true, force: true });
}
process.exit();
