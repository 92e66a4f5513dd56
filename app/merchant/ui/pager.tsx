import Link from 'next/link';
import { useTranslations } from 'next-intl';

const look = 'inline-flex min-h-11 items-center hover:text-accent';

/** The address of the page beside this one: the first page's, and where it begins; null where there is none. */
export function pageHref(first: string, way: 'newer' | 'older', cursor: string | null): string | null {
  if (cursor === null) return null;
  return `${first}${first.includes('?') ? '&' : '?'}${new URLSearchParams({ [way]: cursor })}`;
}

/** The way to newer and older pages; nothing where a list fits on one. */
export function Pager({
  newer,
  older,
  newest,
}: {
  newer: string | null;
  older: string | null;
  /** The first page, offered on every other */
  newest: string;
}) {
  const t = useTranslations('merchant.pager');
  if (!newer && !older) return null;
  return (
    <nav aria-label={t('label')} className="mt-4 flex items-center justify-between gap-6 text-sm">
      <span className="flex gap-6">
        {newer && (
          <>
            <Link href={newer} rel="prev" className={look}>
              ← {t('newer')}
            </Link>
            <Link href={newest} className={`${look} text-ink-faint`}>
              {t('newest')}
            </Link>
          </>
        )}
      </span>
      {older && (
        <Link href={older} rel="next" className={look}>
          {t('older')} →
        </Link>
      )}
    </nav>
  );
}
