import { useLocale, useTranslations } from 'next-intl';
import { stampDay } from '@/lib/buyer-view/dates';

/**
 * The house's stamp with the day, as it would be struck on a paid bill. Decoration: state and day are said in words
 * beside it.
 */
export function Postmark({ word, day }: { word: string; day: Date }) {
  const t = useTranslations('order');
  const date = stampDay(day, useLocale());
  const around = `${t('house')} · ${t('place')} · `.toUpperCase();
  return (
    <svg viewBox="0 0 132 132" className="size-28 -rotate-12 text-ink-soft sm:size-32" aria-hidden="true">
      <defs>
        <path id="postmark-round" d="M66 18.5a47.5 47.5 0 1 1-.01 0" />
        <filter id="postmark-ink" x="0" y="0" width="1" height="1">
          <feTurbulence type="fractalNoise" baseFrequency="0.55" numOctaves="2" seed="7" result="grain" />
          <feColorMatrix
            in="grain"
            type="matrix"
            values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  0 0 0 -5 3.7"
            result="worn"
          />
          <feComposite in="SourceGraphic" in2="worn" operator="in" />
        </filter>
      </defs>
      <g filter="url(#postmark-ink)" fill="currentColor">
        <circle cx="66" cy="66" r="63" fill="none" stroke="currentColor" strokeWidth="2" />
        <circle cx="66" cy="66" r="41" fill="none" stroke="currentColor" strokeWidth="1.25" />
        <text fontSize="13" fontWeight="600">
          <textPath href="#postmark-round" textLength="296" lengthAdjust="spacing">
            {around}
          </textPath>
        </text>
        <text x="66" y="63" textAnchor="middle" fontSize="15" fontWeight="700" letterSpacing="0.5">
          {word.toUpperCase()}
        </text>
        <path d="M38 69.5h56" stroke="currentColor" strokeWidth="1.25" />
        <text x="66" y="84" textAnchor="middle" fontSize="12" fontWeight="600">
          {date}
        </text>
      </g>
    </svg>
  );
}
