import { useLocale, useTranslations } from 'next-intl';
import { type Attention, attentionWords } from '@/lib/fulfillment/attention-words';

/** Why an order or a line needs a person, a paragraph for each reason; nothing for null. */
export function AttentionText({ of, className = '' }: { of: Attention | null; className?: string }) {
  const t = useTranslations();
  const locale = useLocale();
  return attentionWords(of, t, locale).map((words, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same, and none is ever moved
    <p key={index} className={className}>
      {words}
    </p>
  ));
}
