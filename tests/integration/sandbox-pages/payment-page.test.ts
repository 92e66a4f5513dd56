import { describe, expect, it } from 'vitest';
import { mug, useSandbox } from './support';

const sandbox = useSandbox();

describe('the payment page', () => {
  it('shows what is bought, the total on the button, and the way back', async () => {
    const { id } = await sandbox.session();
    const { status, html } = await sandbox.page(`/c/pay/${id}`);
    expect(status).toBe(200);
    for (const words of ['Stoneware mug', '€28.00 each', 'Pay €56.00', 'Back to shop.example', 'Sandbox']) {
      expect(html).toContain(words);
    }
    expect(html).toContain('href="http://shop.example/cart"');
    expect(html).toMatch(/<input[^>]*aria-label="Quantity of Stoneware mug"/);
  });

  it.each([
    ['it', 'en-US', 'Paga 56,00'],
    ['en', 'it-IT', 'Pay €56.00'],
    ['auto', 'it-IT,it;q=0.9', 'Paga 56,00'],
    ['auto', 'en-US', 'Pay €56.00'],
  ] as const)('in a session of locale %s for a browser of %s says “%s”', async (locale, header, words) => {
    const { id } = await sandbox.session({ locale });
    const { html } = await sandbox.page(`/c/pay/${id}`, { headers: { 'accept-language': header } });
    expect(html).toContain(words);
    expect(html).toContain(words.startsWith('Paga') ? '<html lang="it">' : '<html lang="en">');
  });

  it.each([
    ['jpy', 4500, 'Pay ¥9,000'],
    ['kwd', 12_340, /Pay KWD\s24\.680/],
  ])('writes %s with the digits it has', async (currency, amount, label) => {
    const { id } = await sandbox.session({ line_items: [mug('Mug', currency, amount)] });
    const { html } = await sandbox.page(`/c/pay/${id}`);
    expect(html).toMatch(label);
  });

  it('asks for an address only where something is sent, and offers only the countries allowed', async () => {
    const without = await sandbox.session();
    expect((await sandbox.page(`/c/pay/${without.id}`)).html).not.toContain('for="line1"');
    const { id } = await sandbox.session({
      shipping_address_collection: { allowed_countries: ['IT', 'FR'] },
    });
    const { html } = await sandbox.page(`/c/pay/${id}`);
    const select = html.slice(html.indexOf('<select id="country"')).split('</select>')[0] ?? '';
    expect([...select.matchAll(/value="([A-Z]{2})"/g)].map((match) => match[1])).toEqual(['FR', 'IT']);
  });

  it('loads nothing from another host and cannot be framed', async () => {
    const { id } = await sandbox.session();
    const { html, headers } = await sandbox.page(`/c/pay/${id}`);
    const loaded = [...html.matchAll(/<(?:script|link|img)[^>]*?(?:src|href)="([^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(loaded.length).toBeGreaterThan(2);
    for (const address of loaded) expect(address).toMatch(/^\/assets\//);
    for (const address of loaded) expect((await sandbox.page(address ?? '')).status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('shows a product name as text, whatever is in it', async () => {
    const { id } = await sandbox.session({ line_items: [mug('<script>alert(1)</script>')] });
    const { html } = await sandbox.page(`/c/pay/${id}`);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;');
  });

  it('says friendly words where there is no such session or link', async () => {
    expect(await sandbox.page('/c/pay/cs_test_nothing')).toMatchObject({ status: 404 });
    expect(await sandbox.page('/l/nothing')).toMatchObject({ status: 404 });
  });
});

describe('changing the order', () => {
  it('follows a new quantity and refuses one out of bounds', async () => {
    const { id } = await sandbox.session();
    const line = sandbox.engine.checkout.view(id)?.lineItems[0]?.id;
    expect(await sandbox.post(id, 'quantity', { line, quantity: 3 })).toMatchObject({
      total: 8400,
      payLabel: 'Pay €84.00',
    });
    expect(await sandbox.post(id, 'quantity', { line, quantity: 6 })).toHaveProperty('refused');
    expect(sandbox.engine.checkout.view(id)?.session.amount_total).toBe(8400);
  });

  it('takes a promotion code, shows it as typed, and gives it back', async () => {
    const coupon = await sandbox.stripe.coupons.create({ percent_off: 50, duration: 'once' });
    await sandbox.stripe.promotionCodes.create({
      promotion: { type: 'coupon', coupon: coupon.id },
      code: 'META',
    });
    const { id } = await sandbox.session({ allow_promotion_codes: true, locale: 'it' });
    expect(await sandbox.post(id, 'promotion', { code: 'NIENTE' })).toEqual({
      refused: 'Questo codice non è valido.',
    });
    const applied = await sandbox.post(id, 'promotion', { code: 'META' });
    expect(applied).toMatchObject({ total: 2800 });
    expect(applied.summary).toContain('META');
    expect(await sandbox.post(id, 'promotion/remove', {})).toMatchObject({ total: 5600 });
  });

  it('asks for no card once nothing is left to pay', async () => {
    const coupon = await sandbox.stripe.coupons.create({ percent_off: 100, duration: 'once' });
    await sandbox.stripe.promotionCodes.create({
      promotion: { type: 'coupon', coupon: coupon.id },
      code: 'GIFT',
    });
    const { id } = await sandbox.session({ allow_promotion_codes: true });
    expect(await sandbox.post(id, 'promotion', { code: 'GIFT' })).toMatchObject({
      needsMethod: false,
      payLabel: 'Complete order',
    });
    expect(await sandbox.post(id, 'pay', { email: 'ada@example.com', total: 0 })).toMatchObject({
      outcome: 'complete',
      paymentStatus: 'no_payment_required',
    });
  });
});
