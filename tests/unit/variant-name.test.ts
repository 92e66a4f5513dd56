import { expect, test } from 'vitest';
import { lineName, variantName } from '@/lib/catalogue/line-name';

const product = {
  slug: 'ciotola',
  texts: [
    { locale: 'en', name: 'Bowl' },
    { locale: 'it', name: 'Ciotola' },
  ],
};
const labels = [
  { locale: 'en', label: 'large' },
  { locale: 'it', label: 'grande' },
];
const only = { position: 0, sku: 'CIO-1', texts: [] };
const second = { position: 1, sku: null, texts: [] };

test.each([
  ['the only one by its product', only, 'en', 'Bowl'],
  ['one with a label', { ...second, texts: labels }, 'en', 'Bowl – large'],
  ['one with a label in the reader’s language', { ...second, texts: labels }, 'it', 'Ciotola – grande'],
  ['one with a label in another language only', { ...only, texts: labels.slice(1) }, 'en', 'Bowl – grande'],
  ['a later one without a label by its number in stock', { ...second, sku: 'CIO-2' }, 'en', 'Bowl – CIO-2'],
  ['a later one with neither by its place', second, 'en', 'Bowl – 2'],
])('a variant is named: %s', (_which, variant, locale, name) => {
  expect(variantName(product, variant, locale)).toBe(name);
  expect(lineName({ description: 'at Stripe', product, variant }, locale)).toBe(name);
});

test('a product without texts is named by its slug, and its line as Stripe has it', () => {
  const bare = { slug: 'ciotola', texts: [] };
  expect(variantName(bare, { ...second, texts: labels }, 'en')).toBe('ciotola – large');
  expect(lineName({ description: 'Bowl, large', product: bare, variant: second }, 'en')).toBe('Bowl, large');
  expect(lineName({ description: 'A seat', product: null, variant: null }, 'en')).toBe('A seat');
});
