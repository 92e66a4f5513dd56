import type { useTranslations } from 'next-intl';

/** What a mail is called; its technical name for one that has no words here yet. */
export function mailName(template: string, t: ReturnType<typeof useTranslations<'merchant'>>): string {
  const key = `order.mail.${template}` as 'order.mail.receipt';
  return t.has(key) ? t(key) : template;
}
