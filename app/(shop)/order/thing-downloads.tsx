import { useLocale, useTranslations } from 'next-intl';
import { buttonClass } from '@/app/ui/button';
import { fileSize } from '@/lib/buyer-view/file-size';
import { downloadUrl } from '@/lib/orders/buyer/download';
import type { ThingPart } from './thing-part';

/** PDF, ZIP, OTF: the ending of a file's name, as people call it. */
const typeOf = (name: string): string => name.split('.').at(-1)?.toUpperCase() ?? '';

/**
 * Files to fetch. The links are signed while this is rendered, and hold for an hour. They say nothing of `download`: the
 * answer makes it one, and where it is refused instead the browser shows why.
 */
export function ThingDownloads({ line: { downloads } }: ThingPart) {
  const t = useTranslations('order');
  const locale = useLocale();
  if (downloads.length === 0) return null;
  return (
    <ul className="mt-5 space-y-3">
      {downloads.map((download) => (
        <li key={download.grantId} className="flex flex-wrap items-center gap-x-5 gap-y-2">
          {!download.revoked && download.left > 0 && (
            <a
              href={downloadUrl(download.grantId)}
              aria-label={t('downloadName', { name: download.name })}
              className={buttonClass('primary')}
            >
              <svg
                viewBox="0 0 16 16"
                className="size-4"
                fill="none"
                stroke="currentColor"
                aria-hidden="true"
              >
                <path d="M8 1.5v9m-4-4 4 4 4-4M1.5 14.5h13" strokeWidth="1.5" />
              </svg>
              {t('download')}
            </a>
          )}
          <div className="min-w-0 text-sm">
            <p className="break-words">{download.name}</p>
            <p className="figures text-ink-faint">
              {download.revoked
                ? t('revokedDownload')
                : download.left === 0
                  ? t('downloadsUsed')
                  : t('fileFacts', { type: typeOf(download.name), size: fileSize(download.bytes, locale) })}
              {!download.revoked && download.left > 0 && download.left <= 5 && (
                <>, {t('downloadsLeft', { count: download.left })}</>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
