import { useTranslations } from 'next-intl';
import type { MerchantGrant } from '@/lib/orders/merchant/load-order';
import { DownloadLimitForm } from './download-limit-form';
import { GrantItem, type GrantPart } from './grant-item';

/** The files, how often each was fetched, and the form that allows more. */
export function GrantDownloads({ grant }: GrantPart) {
  return grant.downloads.map((download) => (
    <Download key={download.id} download={download} revoked={grant.revokedAt !== null} />
  ));
}

function Download({ download, revoked }: { download: MerchantGrant['downloads'][number]; revoked: boolean }) {
  const t = useTranslations('merchant.order');
  const words = useTranslations('health.downloadLimit');
  const { id, file, count, limit, revokedAt } = download;
  const over = revoked || revokedAt !== null;
  return (
    <>
      <GrantItem revoked={revokedAt !== null}>{t('downloads', { name: file.name, count, limit })}</GrantItem>
      {!over && (
        <DownloadLimitForm
          grantId={id}
          limit={limit}
          lowest={count}
          texts={{
            open: words('open'),
            label: words('label'),
            hint: words('hint', { count }),
            submit: words('submit'),
            pending: words('pending'),
          }}
        />
      )}
    </>
  );
}
