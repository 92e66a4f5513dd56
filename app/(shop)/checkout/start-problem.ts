import { getLocale, getTranslations } from 'next-intl/server';
import { stockState } from '@/lib/catalogue/stock-state';
import { offersFor } from '@/lib/checkout/current-cart';
import type { StartResult } from '@/lib/checkout/start-checkout';

/** Why nothing was started: what the checkout found, or that it comes to something else than the page said. */
export type Refusal =
  | Extract<StartResult, { ok: false }>
  | { ok: false; reason: 'total_changed'; slug?: undefined; available?: undefined };

/** Why a checkout was not started, in a sentence that names the product. */
export async function startProblem(refusal: Refusal): Promise<string> {
  const [t, locale] = await Promise.all([getTranslations('checkout'), getLocale()]);
  const { reason, slug, available = 0 } = refusal;
  const offer = slug ? (await offersFor([slug], locale)).get(slug) : undefined;
  const name = offer?.name ?? t('somethingInCart');
  switch (reason) {
    case 'not_for_sale':
    case 'quantity':
      return t(reason, { name });
    case 'out_of_stock':
      // In somebody's checkout it is not gone yet, and the cart says so too.
      return offer && stockState(offer.stock) === 'reserved'
        ? t('reserved', { name })
        : t(reason, { name, available });
    default:
      return t(reason);
  }
}
