import { getLocale, getTranslations } from 'next-intl/server';
import { offersFor } from '@/lib/checkout/current-cart';
import type { StartResult } from '@/lib/checkout/start-checkout';

/** Why a checkout was not started, in a sentence that names the product. */
export async function startProblem(result: Extract<StartResult, { ok: false }>): Promise<string> {
  const [t, locale] = await Promise.all([getTranslations('checkout'), getLocale()]);
  const { reason, slug, available = 0 } = result;
  const name = (slug && (await offersFor([slug], locale)).get(slug)?.name) || t('somethingInCart');
  switch (reason) {
    case 'not_for_sale':
    case 'quantity':
      return t(reason, { name });
    case 'out_of_stock':
      return t(reason, { name, available });
    default:
      return t(reason);
  }
}
