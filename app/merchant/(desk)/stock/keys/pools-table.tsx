import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { KeyPool } from '@/lib/license-keys/key-pools';
import { poolPath } from '@/lib/license-keys/pool-path';
import { PoolState } from './pool-state';

const head = 'pb-2 pl-6 text-right font-normal whitespace-nowrap';
const figure = 'figures py-2.5 pl-6 text-right max-sm:p-0 max-sm:text-left';

/** Which products give licence keys, how many are left, and the way to each pool. */
export function PoolsTable({ pools }: { pools: KeyPool[] }) {
  const t = useTranslations('keys');
  if (pools.length === 0) return null;
  return (
    <section aria-labelledby="keys" className="mt-10">
      <h2 id="keys" className="display text-xl leading-tight">
        {t('section')}
      </h2>
      <p className="mt-1 mb-4 max-w-[70ch] text-sm text-ink-soft">{t('sectionLead')}</p>
      <table className="w-full border-b border-rule text-sm max-sm:block">
        <caption className="sr-only">{t('section')}</caption>
        <thead className="label max-sm:sr-only">
          <tr>
            <th scope="col" className="w-full pb-2 text-left font-normal">
              {t('columns.product')}
            </th>
            <th scope="col" className="pb-2 pl-6 text-left font-normal">
              {t('columns.source')}
            </th>
            {(['free', 'given', 'revoked'] as const).map((column) => (
              <th key={column} scope="col" className={head}>
                {t(`columns.${column}`)}
              </th>
            ))}
            <th scope="col" className="pb-2 pl-10 text-left font-normal">
              {t('columns.state')}
            </th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {pools.map((pool) => (
            <tr
              key={pool.variantId}
              className="border-t border-rule max-sm:grid max-sm:grid-cols-3 max-sm:gap-x-4 max-sm:gap-y-2 max-sm:py-3"
            >
              <th scope="row" className="py-2.5 text-left font-normal max-sm:col-span-3 max-sm:p-0">
                <Link
                  href={`/merchant${poolPath(pool)}`}
                  aria-label={t('openOf', { name: pool.name })}
                  className="link font-medium max-sm:inline-flex max-sm:min-h-11 max-sm:items-center"
                >
                  {pool.name}
                </Link>
                {pool.waiting > 0 && (
                  <span className="ml-2 text-xs text-attention">{t('waiting', { units: pool.waiting })}</span>
                )}
              </th>
              <td className="py-2.5 pl-6 whitespace-nowrap text-ink-soft max-sm:order-last max-sm:p-0">
                {t(`source.${pool.source}`)}
              </td>
              {(['free', 'given', 'revoked'] as const).map((column) => (
                <td
                  key={column}
                  className={`${figure} ${column === 'free' ? 'font-medium' : 'text-ink-soft'}`}
                >
                  <span aria-hidden="true" className="label block sm:hidden">
                    {t(`columns.${column}`)}
                  </span>
                  {column === 'free' && pool.source === 'generated' ? '∞' : pool[column]}
                </td>
              ))}
              <td className="py-2.5 pl-10 whitespace-nowrap max-sm:order-last max-sm:col-span-2 max-sm:p-0">
                <PoolState pool={pool} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
