import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Moment } from '@/app/merchant/ui/moment';
import type { FulfillmentKind } from '@/lib/generated/prisma/enums';
import type { MerchantLine, MerchantParcel } from '@/lib/orders/merchant/load-order';
import { GrantAccess } from './grant-access';
import { GrantDownloads } from './grant-downloads';
import type { GrantPart } from './grant-item';
import { GrantKeys } from './grant-keys';
import { GrantParcels } from './grant-parcels';

const parts: Record<FulfillmentKind, (props: GrantPart) => ReactNode> = {
  shipment: GrantParcels,
  download: GrantDownloads,
  license_key: GrantKeys,
  access: GrantAccess,
};

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

function GrantText({ grant, parcels }: GrantPart) {
  const t = useTranslations('merchant.order');
  const { kind, revokedAt } = grant;
  const Part = parts[kind];
  return (
    <div className="min-w-0">
      <Part grant={grant} parcels={parcels.filter(({ state }) => state !== 'cancelled')} />
      {revokedAt && (
        <span className="text-ink-faint">{t.rich('revoked', { time: () => <Moment at={revokedAt} /> })}</span>
      )}
    </div>
  );
}
