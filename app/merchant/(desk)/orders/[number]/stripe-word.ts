import type { useTranslations } from 'next-intl';

type Texts = ReturnType<typeof useTranslations<'merchant'>>;

/**
 * What Stripe calls a reason or an outcome (`product_not_received`), in the merchant's language; a word that is not
 * known here yet stands as it is.
 */
export function stripeWord(word: string, t: Texts): string {
  const key = `stripeWord.${word.replaceAll(' ', '_')}` as 'stripeWord.fraudulent';
  return t.has(key) ? t(key) : word.replaceAll('_', ' ');
}
