import { useTranslations } from 'next-intl';
import type { BuyerKey } from '@/lib/orders/buyer/buyer-order';
import { CopyButton } from './copy-button';

/** Licence keys, one for each unit. A revoked one stays to be seen, struck through. */
export function ThingKeys({ keys }: { keys: BuyerKey[] }) {
  const t = useTranslations('order');
  if (keys.length === 0) return null;
  return (
    <div className="mt-5">
      <p className="label">{t('keys', { count: keys.length })}</p>
      <ul className="mt-1.5 space-y-2">
        {keys.map(({ key, revoked }) => (
          <li key={key} className="flex max-w-md items-center justify-between gap-2 bg-wash pl-3 sm:pl-4">
            <code
              className={`min-w-0 py-2.5 font-mono text-xs wrap-anywhere select-all sm:text-[0.9375rem] sm:tracking-wide ${revoked ? 'text-ink-faint line-through' : ''}`}
            >
              {key}
            </code>
            {revoked ? (
              <span className="shrink-0 pr-4 text-sm text-ink-faint">{t('revokedKey')}</span>
            ) : (
              <CopyButton text={key} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
