import { useTranslations } from 'next-intl';
import { CopyButton } from './copy-button';
import type { ThingPart } from './thing-part';

/** Licence keys, one for each unit. A revoked one stays to be seen, struck through. */
export function ThingKeys({ line: { keys } }: ThingPart) {
  const t = useTranslations('order');
  if (keys.length === 0) return null;
  return (
    <div className="mt-5">
      <p className="label">{t('keys', { count: keys.length })}</p>
      <ul className="mt-1.5 space-y-2">
        {keys.map(({ key, revoked }) => (
          <li
            key={key}
            className="flex max-w-md items-center justify-between gap-x-2 bg-wash pl-4 max-sm:flex-wrap max-sm:gap-x-0"
          >
            <code
              className={`min-w-0 py-2.5 font-mono text-[0.9375rem] tracking-wide wrap-anywhere select-all max-sm:basis-full max-sm:pb-0 max-sm:text-sm ${revoked ? 'text-ink-faint line-through' : ''}`}
            >
              {key}
            </code>
            {revoked ? (
              <span className="shrink-0 pr-4 text-sm text-ink-faint max-sm:pb-2.5">{t('revokedKey')}</span>
            ) : (
              <div className="max-sm:-ml-4">
                <CopyButton text={key} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
