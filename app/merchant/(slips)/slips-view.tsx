import Link from 'next/link';
import { getNow, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/ui/empty-state';
import type { PackingSlip } from '@/lib/orders/parcels/load-slips';
import { PrintSlipsButton } from './print-slips-button';
import { type Paper, pageRule, paperNames, papers } from './slip-papers';
import { SlipSheet } from './slip-sheet';
import styles from './slips.module.css';

/** Packing slips as they will come out of the printer, and the press that prints them. */
export async function SlipsView({
  slips,
  paper,
  hrefFor,
}: {
  slips: PackingSlip[];
  paper: Paper;
  /** The address of this page for another paper */
  hrefFor: (paper: Paper) => string;
}) {
  const [t, now] = await Promise.all([getTranslations('slips'), getNow()]);
  return (
    <main className={styles.desk}>
      <style>{pageRule(paper)}</style>
      <div className={`${styles.bar} wrap flex flex-wrap items-center gap-x-8 gap-y-2 py-4 text-sm`}>
        <Link href="/merchant/parcels" className="inline-flex min-h-11 items-center hover:text-accent">
          ← {t('back')}
        </Link>
        <h1 className="text-ink-soft">
          <span className="sr-only">{t('title')}: </span>
          {t('count', { count: slips.length })}
        </h1>
        {slips.length > 0 && (
          <>
            <nav aria-label={t('paper')} className="ml-auto flex gap-x-1">
              {papers.map((one) => (
                <Link
                  key={one}
                  href={hrefFor(one)}
                  replace
                  aria-current={one === paper ? 'page' : undefined}
                  className={`flex min-h-11 items-center px-2 hover:text-accent ${one === paper ? 'font-medium text-ink shadow-[inset_0_-2px_0_currentColor]' : 'text-ink-soft'}`}
                >
                  {paperNames[one]}
                </Link>
              ))}
            </nav>
            <PrintSlipsButton text={t('print')} />
          </>
        )}
      </div>
      {slips.length > 0 ? (
        <div className={styles.sheets}>
          {slips.map((slip) => (
            <SlipSheet key={slip.parcelId} slip={slip} paper={paper} today={now} />
          ))}
        </div>
      ) : (
        <div className="wrap">
          <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
        </div>
      )}
    </main>
  );
}
