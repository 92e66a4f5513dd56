import { useTranslations } from 'next-intl';
import { SearchForm } from '../ui/search-form';

/** Finds an order among all, whichever state is being looked at. */
export function OrderSearch({ search }: { search: string }) {
  const t = useTranslations('merchant.orders');
  return (
    <SearchForm
      action="/merchant"
      search={search}
      texts={{ clear: t('clear'), label: t('searchLabel'), hint: t('searchHint'), submit: t('search') }}
    />
  );
}
