import { decimalsOf } from '../money';
import type { ProductDetails } from './products';
import { stockState } from './stock-state';

/**
 * What search engines read about a product, as the text of a script element.
 * https://developers.google.com/search/docs/appearance/structured-data/product,
 * https://nextjs.org/docs/app/guides/json-ld
 */
export function productJsonLd(product: ProductDetails, appUrl: string): string {
  const { price, stock, slug } = product;
  const decimals = decimalsOf(price.currency);
  const state = stockState(stock);
  const availability =
    state === 'sold_out'
      ? 'SoldOut'
      : state === 'last_one' || state === 'few'
        ? 'LimitedAvailability'
        : 'InStock';
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.name,
    description: product.summary,
    image: `${appUrl}${product.image}`,
    sku: slug,
    brand: { '@type': 'Brand', name: 'Bottega Ottavia' },
    offers: {
      '@type': 'Offer',
      url: `${appUrl}/products/${slug}`,
      price: (price.amount / 10 ** decimals).toFixed(decimals),
      priceCurrency: price.currency.toUpperCase(),
      availability: `https://schema.org/${availability}`,
      itemCondition: 'https://schema.org/NewCondition',
    },
  };
  // A closing script tag in a product's text would end the element.
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
