import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { orderNumber } from '@/lib/order-number';
import { accessState } from '@/lib/orders/buyer/access-room';
import type { BuyerEntitlement, BuyerLicenseKey } from '@/lib/orders/merchant/load-buyer';

/** What a buyer may enter, may no more, and until when. */
export function Accesses({ rows }: { rows: BuyerEntitlement[] }) {
  const t = useTranslations('buyers.page');
  const format = useFormatter();
  if (rows.length === 0) return <p className="text-sm text-ink-faint">{t('noAccess')}</p>;
  const now = new Date();
  const said = (row: BuyerEntitlement): string => {
    const date = row.endsAt ? format.dateTime(row.endsAt, { dateStyle: 'medium' }) : '';
    switch (accessState(row, now)) {
      case 'revoked':
        return t('accessRevoked');
      case 'frozen':
        return t('accessFrozen');
      case 'ended':
        return t('accessEnded', { date });
      case 'open':
        if (date) return t('accessUntil', { date });
        return t(row.subscription ? 'accessRenews' : 'accessForGood');
    }
  };
  return (
    <ul className="border-b border-rule text-sm">
      {rows.map((row) => (
        <Entry key={row.id} number={row.orderNumber} product={row.product}>
          <span className="text-ink-soft">{said(row)}</span>
        </Entry>
      ))}
    </ul>
  );
}

/** The licence keys a buyer was given; one that was taken back is struck out. */
export function Keys({ rows }: { rows: BuyerLicenseKey[] }) {
  const t = useTranslations('buyers.page');
  if (rows.length === 0) return <p className="text-sm text-ink-faint">{t('noKeys')}</p>;
  return (
    <ul className="border-b border-rule text-sm">
      {rows.map(({ id, product, orderNumber: number, key, revokedAt }) => (
        <Entry key={id} number={number} product={product}>
          <code className={`text-xs select-all ${revokedAt ? 'text-ink-faint line-through' : ''}`}>
            {key}
          </code>
          {revokedAt && <span className="ml-2 text-ink-faint">{t('keyRevoked')}</span>}
        </Entry>
      ))}
    </ul>
  );
}

/** What it is, of which order, and how it stands. */
function Entry({
  product,
  number,
  children,
}: {
  product: string;
  number: number | null;
  children: ReactNode;
}) {
  return (
    <li className="border-t border-rule py-2.5">
      <span className="flex items-baseline justify-between gap-4">
        <span className="min-w-0 font-medium">{product}</span>
        {number !== null && (
          <Link
            href={`/merchant/orders/${orderNumber({ number })}`}
            prefetch={false}
            className="link figures shrink-0 text-ink-soft"
          >
            {orderNumber({ number })}
          </Link>
        )}
      </span>
      <span className="block [overflow-wrap:anywhere]">{children}</span>
    </li>
  );
}
