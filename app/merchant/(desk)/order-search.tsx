import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/app/ui/button';
import { inputClass } from '@/app/ui/field';

/** Finds an order among all, whichever state is being looked at. A plain form: the address holds what was searched. */
export function OrderSearch({ search }: { search: string }) {
  const t = useTranslations('merchant.orders');
  return (
    <search className="w-full lg:w-auto">
      <form action="/merchant" className="flex items-center gap-2">
        {search && (
          <Link href="/merchant" className="link min-h-11 px-2 text-sm leading-[2.75rem]">
            {t('clear')}
          </Link>
        )}
        <input
          key={search}
          type="search"
          name="q"
          defaultValue={search}
          aria-label={t('searchLabel')}
          placeholder={t('searchHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          className={`${inputClass} text-sm lg:w-72`}
        />
        <button type="submit" className={buttonClass('secondary', 'px-4 text-sm')}>
          {t('search')}
        </button>
      </form>
    </search>
  );
}
