import { useTranslations } from 'next-intl';
import type { ProductDetails, ShownPrice } from '@/lib/catalogue/products';

/** What a buyer receives, kind by kind. */
export function KindsList({
  kinds,
  accessDays,
  price,
}: {
  kinds: ProductDetails['kinds'];
  accessDays: number | null;
  price: ShownPrice;
}) {
  const t = useTranslations('kinds');
  return (
    <section className="mt-9">
      <h2 className="label mb-2">{t('heading')}</h2>
      <ul className="border-t border-rule text-sm">
        {kinds.map((kind) => (
          <li
            key={kind}
            className="grid grid-cols-[minmax(7rem,1fr)_2fr] gap-x-6 border-b border-rule py-2.5"
          >
            <span className="font-medium">{t(kind)}</span>
            <span className="text-ink-soft">
              {kind !== 'access'
                ? t(`${kind}Text`)
                : price.interval || accessDays === null
                  ? t('accessWhile')
                  : t('accessText', { days: accessDays })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
