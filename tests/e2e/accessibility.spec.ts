import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { findOrder } from './support/merchant';
import { expect, test } from './support/test';

/** How many transitions the page is in the middle of, once the change that was just asked for is on the screen. */
const runningTransitions = async (): Promise<number> => {
  await new Promise((shown) => requestAnimationFrame(shown));
  return document.getAnimations().filter((animation) => animation instanceof CSSTransition).length;
};

/** How far the page can be pushed sideways, in pixels. */
const sidewaysBy = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/**
 * Looks at a page in both colour schemes, on a phone and on a desk, and names what axe finds, with the element. Nothing
 * may be wider than the screen.
 */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [390, 1280]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      // Who asked for less motion sees the other colours at once, so axe never looks at a mixture of both.
      expect(await page.evaluate(runningTransitions), `${page.url()}, transitions`).toBe(0);
      expect(await page.evaluate(sidewaysBy), `${page.url()}, ${width} px, too wide by`).toBe(0);
      // What is inside the payment frame is Stripe's, here its stand-in's.
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' · ')}`);
      expect(found, `${page.url()}, ${colorScheme}, ${width} px`).toEqual([]);
    }
  }
}

for (const path of [
  '/',
  '/products/ottava',
  '/products/vaso-a-bottiglia',
  '/products/amici',
  '/workshop',
  '/shipping',
  '/privacy',
  '/orders',
  '/cart',
  '/no-such-page',
  '/success?session_id=nonsense',
  '/merchant/sign-in',
]) {
  test(`${path} has nothing axe objects to`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });
}

test('cart, checkout, landing page and the merchant’s order have nothing axe objects to', async ({
  shopper,
  page,
  merchant,
}) => {
  test.slow();
  await shopper.putIntoCart('ottava');
  await shopper.putIntoCart('ciotola');
  await page.goto('/cart');
  await expectAccessible(page);
  await shopper.goToCheckout();
  await expectAccessible(page);
  const form = await shopper.payHere();
  await form.fillContact();
  await expectAccessible(page);
  await form.fillDelivery();
  await form.fillCard();
  await form.pay();
  const number = await shopper.land();
  await expectAccessible(page);

  const row = await findOrder(merchant, number);
  await expectAccessible(merchant);
  await row.getByRole('link', { name: number }).click();
  await expect(merchant.getByRole('heading', { name: number })).toBeVisible();
  await expectAccessible(merchant);
  for (const name of ['Buyers', 'Parcels', 'Stock', 'Payment Links', 'Events', 'Integrations']) {
    await merchant.getByRole('navigation').getByRole('link', { name }).click();
    await expect(merchant.getByRole('heading', { name, level: 1 })).toBeVisible();
    await expectAccessible(merchant);
  }
  await merchant.goto('/merchant/stock/keys/registri');
  await expect(merchant.getByRole('heading', { name: 'Load keys' })).toBeVisible();
  await expectAccessible(merchant);
});
