import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/ui/empty-state';
import { StateLabel } from '@/app/ui/state-label';
import { requireMerchant } from '@/lib/auth/guard';
import { listLinks } from '@/lib/catalogue/list-links';
import { CopyButton } from '../../ui/copy-button';
import { ListHeading } from '../../ui/list-heading';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('merchant.links'))('title') };
}

const head = 'pb-2 pr-8 text-left font-normal whitespace-nowrap';
const cell = 'py-2 pr-8 max-md:p-0';

/** The Payment Links of the shop, to be copied and passed on. */
export default async function LinksPage() {
  await requireMerchant('/merchant/links');
  const [t, rows] = await Promise.all([getTranslations('merchant.links'), getLocale().then(listLinks)]);
  return (
    <>
      <ListHeading title={t('title')} lead={t('lead')} />
      {rows.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      ) : (
        <table className="w-full border-b border-rule text-sm max-md:block">
          <caption className="sr-only">{t('title')}</caption>
          <thead className="label max-md:sr-only">
            <tr>
              <th scope="col" className={head}>
                {t('columns.product')}
              </th>
              <th scope="col" className={head}>
                {t('columns.state')}
              </th>
              <th scope="col" className={`${head} text-right`}>
                {t('columns.stock')}
              </th>
              <th scope="col" colSpan={2} className={head}>
                {t('columns.address')}
              </th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {rows.map(({ id, url, active, name, onHand }) => (
              <tr
                key={id}
                className="border-t border-rule max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-4 max-md:gap-y-1 max-md:py-3"
              >
                <th scope="row" className={`${cell} text-left font-medium lg:whitespace-nowrap`}>
                  {name}
                </th>
                <td className={`${cell} whitespace-nowrap`}>
                  <StateLabel tone={active ? 'good' : 'plain'}>
                    {t(active ? 'active' : 'inactive')}
                  </StateLabel>
                </td>
                <td className={`${cell} figures text-right whitespace-nowrap text-ink-soft max-md:hidden`}>
                  {onHand ?? t('uncounted')}
                </td>
                <td className={`${cell} w-full max-md:col-span-2`}>
                  <a href={url} className="link font-mono text-xs [overflow-wrap:anywhere]">
                    {url}
                  </a>
                </td>
                <td className="py-2 max-md:col-span-2 max-md:p-0">
                  {active && (
                    <CopyButton
                      value={url}
                      text={t('copy')}
                      done={t('copied')}
                      label={t('copyOf', { name })}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
