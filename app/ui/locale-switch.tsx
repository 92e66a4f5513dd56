import { getLocale, getTranslations } from 'next-intl/server';
import { locales } from '@/lib/i18n/locales';
import { chooseLocale } from './locale-action';

const names = { it: 'Italiano', en: 'English' } as const;

/** The two languages side by side, the current one marked. A form, so that it works without JavaScript. */
export async function LocaleSwitch({ className = '' }: { className?: string }) {
  const [current, t] = await Promise.all([getLocale(), getTranslations('frame')]);
  return (
    <form action={chooseLocale} className={`flex items-center gap-1 text-sm ${className}`}>
      <fieldset className="contents">
        <legend className="sr-only">{t('language')}</legend>
        {locales.map((locale) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            aria-pressed={locale === current}
            className={`min-h-11 px-1.5 ${locale === current ? 'font-medium text-ink' : 'text-ink-faint hover:text-accent'}`}
          >
            {locale.toUpperCase()}
            <span className="sr-only"> {names[locale]}</span>
          </button>
        ))}
      </fieldset>
    </form>
  );
}
