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
  texts,
}: {
  newer: string | null;
  older: string | null;
  /** The first page, offered on every other */
  newest: string;
  /** For a list in which time does not run that way */
  texts?: { label: string; newer: string; newest: string; older: string };
}) {
  const t = useTranslations('merchant.pager');
  if (!newer && !older) return null;
  const words = texts ?? { label: t('label'), newer: t('newer'), newest: t('newest'), older: t('older') };
  return (
    <nav aria-label={words.label} className="mt-4 flex items-center justify-between gap-6 text-sm">
      <span className="flex gap-6">
        {newer && (
          <>
            <Link href={newer} rel="prev" className={look}>
              ← {words.newer}
            </Link>
            <Link href={newest} className={`${look} text-ink-faint`}>
              {words.newest}
            </Link>
          </>
        )}
      </span>
      {older && (
        <Link href={older} rel="next" className={look}>
          {words.older} →
        </Link>
      )}
    </nav>
  );
}
