import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { DefinitionList } from '@/app/ui/definition-list';
import { requireMerchant } from '@/lib/auth/guard';
import { listFreeKeys } from '@/lib/license-keys/free-keys';
import { type KeyPool, listKeyPools } from '@/lib/license-keys/key-pools';
import { largestFile } from '@/lib/license-keys/read-key-file';
import { PoolState } from '../pool-state';
import { FreeKeys } from './free-keys';
import { LoadForm } from './load-form';
import { LowAtForm } from './pool-forms';
import { PoolNotices } from './pool-notices';
import { VariantChoice } from './variant-choice';

type Params = Promise<{ slug: string }>;
type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { slug } = await params;
  return { title: `${(await getTranslations('keys'))('title')} · ${slug}` };
}

/**
 * The licence keys of one product's variant: how many there are, a place to load more, and the free ones; where the
 * product has several, also the way to the others.
 */
export default async function KeysPage({ params, searchParams }: { params: Params; searchParams: Search }) {
  const [{ slug }, { variant }] = await Promise.all([params, searchParams]);
  await requireMerchant(`/merchant/stock/keys/${encodeURIComponent(slug)}`);
  const pools = await listKeyPools(await getLocale(), slug);
  const pool = variant === undefined ? pools[0] : pools.find(({ position }) => String(position) === variant);
  if (!pool) notFound();
  const t = await getTranslations('keys');
  return (
    <>
      <Link
        href="/merchant/stock"
        className="inline-flex min-h-11 items-center text-sm text-ink-soft hover:text-accent"
      >
        ← {t('back')}
      </Link>
      <header className="mb-6">
        <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1">
          <h1 className="display text-[1.75rem] leading-tight">{pool.name}</h1>
          <PoolState pool={pool} />
        </div>
        <p className="mt-1 max-w-[70ch] text-sm text-ink-soft">{t(`lead.${pool.source}`)}</p>
        {pools.length > 1 && <VariantChoice pools={pools} shown={pool} label={t('variants')} />}
      </header>
      {pool.source === 'generated' ? <Facts pool={pool} /> : <Pool key={pool.variantId} pool={pool} />}
    </>
  );
}

async function Pool({ pool }: { pool: KeyPool }) {
  const [t, free] = await Promise.all([getTranslations('keys'), listFreeKeys(pool.variantId)]);
  const { slug, variantId, sellable, lowPoolAt } = pool;
  return (
    <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[3fr_2fr]">
      <div>
        <PoolNotices pool={pool} />
        <h2 className="display mb-4 text-xl leading-tight">{t('load.title')}</h2>
        <LoadForm
          variantId={variantId}
          counted={sellable !== null}
          largest={largestFile}
          texts={{
            file: t('load.file'),
            fileHint: t('load.fileHint'),
            paste: t('load.paste'),
            receive: t('load.receive'),
            receiveHint: t('load.receiveHint'),
            button: t('load.button'),
            loading: t('load.loading'),
            tooLarge: t('load.tooLarge'),
          }}
        />
      </div>
      <div className="space-y-8">
        <Facts pool={pool} />
        <div>
          <h2 className="mb-2 text-sm font-medium">{t('low_at.title')}</h2>
          <LowAtForm
            slug={slug}
            lowPoolAt={lowPoolAt}
            texts={{ label: t('low_at.label'), button: t('low_at.button'), saving: t('low_at.saving') }}
          />
        </div>
        <FreeKeys pool={pool} keys={free} />
      </div>
    </div>
  );
}

async function Facts({ pool: { source, free, given, revoked, sellable } }: { pool: KeyPool }) {
  const t = await getTranslations('keys.facts');
  const figure = (value: number) => <span className="figures">{value}</span>;
  const rows = [
    ...(source === 'pool' ? [{ label: t('free'), value: figure(free) }] : []),
    { label: t('given'), value: figure(given) },
    { label: t('revoked'), value: figure(revoked) },
    ...(sellable === null ? [] : [{ label: t('shelf'), value: figure(sellable) }]),
  ];
  return <DefinitionList rows={rows} className="max-w-[26rem]" />;
}
