import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CatalogueProduct, catalogue } from '@/prisma/catalogue';

const root = join(import.meta.dirname, '..', '..');
const locales = ['it', 'en'] as const;
const each = catalogue.map((product): [string, CatalogueProduct] => [product.slug, product]);
const withKind = (kind: CatalogueProduct['kinds'][number]) => catalogue.filter((p) => p.kinds.includes(kind));

/** Every string inside a value, however deep. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

describe('the catalogue as a whole', () => {
  it('has at least fourteen products, each with a slug of its own in plain ASCII', () => {
    expect(catalogue.length).toBeGreaterThanOrEqual(14);
    expect(new Set(catalogue.map((p) => p.slug)).size).toBe(catalogue.length);
    for (const { slug } of catalogue) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('covers all four kinds of fulfillment, shipping and downloading at once among them', () => {
    for (const kind of ['shipment', 'download', 'license_key', 'access'] as const) {
      expect(withKind(kind), kind).not.toHaveLength(0);
    }
    expect(withKind('shipment').some((p) => p.kinds.includes('download'))).toBe(true);
  });

  it('shows a shelf in each of its states: plenty, a last piece, nothing left, and what is not counted', () => {
    for (const holds of [1, 0, null]) expect(catalogue.some(({ stock }) => stock === holds)).toBe(true);
    expect(catalogue.some(({ stock }) => stock !== null && stock > 1)).toBe(true);
  });

  it('offers something of each kind by Payment Link', () => {
    const linked = catalogue.filter((p) => p.paymentLink).flatMap((p) => p.kinds);
    expect(new Set(linked)).toEqual(new Set(['shipment', 'download', 'license_key', 'access']));
  });

  it('has a subscription, paid by the month, and several products whose quantity can be changed', () => {
    expect(catalogue.some((p) => p.price.interval === 'month')).toBe(true);
    expect(catalogue.filter((p) => p.quantity.adjustable).length).toBeGreaterThan(2);
  });

  it('offers beside a product only others that are there and bought once', () => {
    const bySlug = new Map(catalogue.map((product) => [product.slug, product]));
    const offering = catalogue.filter(({ offeredWith }) => offeredWith?.length);
    expect(offering.length).toBeGreaterThanOrEqual(2);
    for (const { slug, kinds, price, offeredWith } of offering) {
      expect(price.interval, slug).toBeUndefined();
      for (const other of offeredWith ?? []) {
        expect(other).not.toBe(slug);
        expect(bySlug.get(other), other).toBeDefined();
        expect(bySlug.get(other)?.price.interval, other).toBeUndefined();
        // An address is asked for only where the cart itself has something to send.
        const sent = bySlug.get(other)?.kinds.includes('shipment');
        expect(!sent || kinds.includes('shipment'), `${slug} offers ${other}`).toBe(true);
      }
    }
  });

  it('gives no licence key to two products, nor twice to one', () => {
    const keys = catalogue.flatMap((p) => (Array.isArray(p.licenseKeys) ? p.licenseKeys : []));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe.each(each)('%s', (slug, product) => {
  it('costs whole cents and can be bought at least once', () => {
    expect(Number.isSafeInteger(product.price.unitAmount)).toBe(true);
    expect(product.price.unitAmount).toBeGreaterThan(0);
    expect(product.quantity.max).toBeGreaterThan(0);
    expect(product.kinds.length).toBe(new Set(product.kinds).size);
  });

  it('has a picture of its own, small, self-contained and in the shape of all others', () => {
    expect(product.image).toBe(`/products/${slug}.svg`);
    const path = join(root, 'public', product.image);
    expect(statSync(path).size).toBeLessThan(20_000);
    const svg = readFileSync(path, 'utf8');
    expect(svg).toContain('viewBox="0 0 800 1000"');
    expect(svg).not.toMatch(/<image|<text|<script|href="(?!#)|url\((?!#)/);
  });

  it('has what each of its kinds needs, and nothing else', () => {
    const { kinds } = product;
    expect(Boolean(product.files?.length)).toBe(kinds.includes('download'));
    expect(product.licenseKeys !== undefined).toBe(kinds.includes('license_key'));
    expect(product.access !== undefined).toBe(kinds.includes('access'));
    expect(product.weightGrams !== undefined).toBe(kinds.includes('shipment'));
    expect(product.stock === null).toBe(!kinds.includes('shipment') && !Array.isArray(product.licenseKeys));
    for (const { file } of product.files ?? [])
      expect(existsSync(join(root, 'prisma', 'files', file))).toBe(true);
  });

  it('counts as many units as its pool holds keys', () => {
    if (Array.isArray(product.licenseKeys)) expect(product.stock).toBe(product.licenseKeys.length);
  });

  it('is described in full in Italian and in English', () => {
    for (const locale of locales) {
      const texts = product.texts[locale];
      for (const text of strings(texts)) {
        expect(text.trim()).toBe(text);
        expect(text).not.toBe('');
        expect(text, 'a typographic apostrophe').not.toContain("'");
      }
      expect(texts.description.length).toBeGreaterThanOrEqual(2);
      expect(texts.description.length).toBeLessThanOrEqual(3);
      expect(texts.details.length).toBeGreaterThan(2);
      expect(Boolean(texts.access?.length)).toBe(product.kinds.includes('access'));
    }
    expect(product.texts.it.access?.length).toBe(product.texts.en.access?.length);
    expect(product.texts.it.details.length).toBe(product.texts.en.details.length);
    expect(product.texts.it.name).not.toBe(product.texts.en.name);
  });
});
