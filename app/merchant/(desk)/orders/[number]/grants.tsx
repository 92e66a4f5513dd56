import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Moment } from '@/app/merchant/ui/moment';
import type { MerchantLine, MerchantParcel } from '@/lib/orders/merchant/load-order';
import { DownloadLimitForm } from './download-limit-form';

type Grant = MerchantLine['fulfillments'][number];

/** What a line gave the buyer, kind by kind: its parcels, downloads and how often they were fetched, keys, access. */
export function Grants({ line, parcels }: { line: MerchantLine; parcels: MerchantParcel[] }) {
  const t = useTranslations('merchant.order');
  const open = line.state !== 'fulfilled' && line.state !== 'cancelled';
  const kinds = new Set([...(line.product?.kinds ?? []), ...line.fulfillments.map(({ kind }) => kind)]);
  return (
    <ul className="mt-1 grid gap-0.5 text-xs text-ink-soft">
      {[...kinds].map((kind) => {
        const grant = line.fulfillments.find((one) => one.kind === kind);
        return (
          <li key={kind} className="flex flex-wrap gap-x-2">
            <span className="text-ink-faint">{t(`kind.${kind}`)}</span>
            {grant ? <GrantText grant={grant} parcels={parcels} /> : open ? t('kindOpen') : '–'}
          </li>
        );
      })}
    </ul>
  );
}

function GrantText({ grant, parcels }: { grant: Grant; parcels: MerchantParcel[] }) {
  const t = useTranslations('merchant.order');
  const { revokedAt } = grant;
  return (
    <div className="min-w-0">
      {parcels
        .filter(({ state }) => state !== 'cancelled')
        .map(
          ({ id, items }, index) =>
            items.some(({ fulfillmentId }) => fulfillmentId === grant.id) && (
              <Item key={id} revoked={false}>
                {t('inParcel', { number: index + 1 })}
              </Item>
            ),
        )}
      {grant.downloads.map((download) => (
        <Download key={download.id} download={download} revoked={revokedAt !== null} />
      ))}
      {grant.licenseKeys.map(({ id, key, revokedAt: since }) => (
        <Item key={id} revoked={since !== null}>
          <code className="text-ink select-all">{key}</code>
        </Item>
      ))}
      {grant.entitlement && <Access entitlement={grant.entitlement} />}
      {revokedAt && (
        <span className="text-ink-faint">{t.rich('revoked', { time: () => <Moment at={revokedAt} /> })}</span>
      )}
    </div>
  );
}

function Download({ download, revoked }: { download: Grant['downloads'][number]; revoked: boolean }) {
  const t = useTranslations('merchant.order');
  const words = useTranslations('health.downloadLimit');
  const { id, file, count, limit, revokedAt } = download;
  const over = revoked || revokedAt !== null;
  return (
    <>
      <Item revoked={revokedAt !== null}>{t('downloads', { name: file.name, count, limit })}</Item>
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

function Item({ revoked, children }: { revoked: boolean; children: ReactNode }) {
  return <span className={`block ${revoked ? 'line-through' : ''}`}>{children}</span>;
}

function Access({ entitlement }: { entitlement: NonNullable<Grant['entitlement']> }) {
  const t = useTranslations('merchant.order');
  const format = useFormatter();
  const { endsAt, subscriptionId, revokedAt } = entitlement;
  const email = entitlement.email ?? t('noEmail');
  const text = endsAt
    ? t('accessUntil', { time: format.dateTime(endsAt, { dateStyle: 'medium' }), email })
    : t(subscriptionId ? 'accessSubscription' : 'accessOpen', { email });
  return <Item revoked={revokedAt !== null}>{text}</Item>;
}
