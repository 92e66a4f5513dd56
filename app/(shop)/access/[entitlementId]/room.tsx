import { useLocale, useTranslations } from 'next-intl';
import { StateLabel } from '@/app/ui/state-label';
import { longDay } from '@/lib/buyer-view/dates';
import type { AccessPage, AccessRoom } from '@/lib/orders/buyer/access-room';
import { ProductPicture } from '../../product-picture';

/** `1. The case` → its number and its name; a page without a number keeps its title whole. */
function numbered(title: string): { number: string | null; name: string } {
  const match = /^(\d+)\.\s+(.+)$/.exec(title);
  return match ? { number: match[1] ?? null, name: match[2] ?? title } : { number: null, name: title };
}

/** The pages one has bought the reading of: contents beside, text in a measure one can read, exercises set apart. */
export function Room({ room }: { room: AccessRoom }) {
  const t = useTranslations('access');
  const locale = useLocale();
  const date = room.endsAt ? longDay(room.endsAt, locale) : null;
  return (
    <div className="wrap pt-12 sm:pt-20">
      <header className="grid items-end gap-x-16 gap-y-8 border-b border-ink pb-10 sm:pb-14 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div>
          <StateLabel tone="good" className="mb-5">
            {date ? t('until', { date }) : t('yours')}
          </StateLabel>
          <h1 className="display text-display max-w-[16ch]">{room.name}</h1>
          <p className="mt-6 max-w-[50ch] text-lg text-ink-soft">{room.summary}</p>
        </div>
        <ProductPicture image={room.image} alt={room.alt} sizes="20rem" eager className="hidden lg:block" />
      </header>
      <div className="grid gap-x-16 gap-y-10 pt-10 sm:pt-14 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <nav aria-label={t('contents')} className="lg:sticky lg:top-8 lg:self-start">
          <p className="label">{t('contents')}</p>
          <ol className="mt-2 border-t border-rule text-sm">
            {room.pages.map((page, index) => {
              const { number, name } = numbered(page.title);
              return (
                <li key={page.title} className="border-b border-rule">
                  <a
                    href={`#p${index + 1}`}
                    className="flex min-h-11 items-baseline gap-3 py-2.5 hover:text-accent"
                  >
                    {number && <span className="figures w-4 shrink-0 text-ink-faint">{number}</span>}
                    {name}
                  </a>
                </li>
              );
            })}
          </ol>
        </nav>
        <div className="min-w-0 space-y-16 sm:space-y-24">
          {room.pages.map((page, index) => (
            <Page key={page.title} page={page} id={`p${index + 1}`} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** A paragraph that sets something to do, in either language. */
const isExercise = (paragraph: string): boolean => /^(Exercise|Esercizio)\.\s/.test(paragraph);

function Page({ page, id }: { page: AccessPage; id: string }) {
  const { number, name } = numbered(page.title);
  return (
    <article
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid max-w-[44rem] gap-x-8 sm:grid-cols-[4.5rem_minmax(0,1fr)]"
    >
      <p aria-hidden="true" className="display figures text-[4rem] leading-[0.85] text-rule-strong">
        {number}
      </p>
      <div className={number ? '' : 'sm:col-span-2'}>
        <h2 id={`${id}-title`} className="display text-heading">
          {name}
        </h2>
        {page.body.map((paragraph) =>
          isExercise(paragraph) ? (
            <div key={paragraph} className="mt-7 border-l-2 border-ink bg-sheet px-5 py-4">
              <p className="label">{paragraph.slice(0, paragraph.indexOf('.'))}</p>
              <p className="mt-1">{paragraph.slice(paragraph.indexOf('.') + 2)}</p>
            </div>
          ) : (
            <p key={paragraph} className="mt-5 text-lg leading-[1.75]">
              {paragraph}
            </p>
          ),
        )}
      </div>
    </article>
  );
}
