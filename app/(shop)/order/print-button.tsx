'use client';

import { useTranslations } from 'next-intl';

/** Opens the browser's print dialog; print.css leaves the receipt alone on the paper. */
export function PrintButton() {
  const t = useTranslations('clientOrder');
  return (
    <button
      type="button"
      onClick={() => window.print()}
      className="link inline-flex min-h-11 items-center text-sm"
    >
      {t('print')}
    </button>
  );
}
