import Link from 'next/link';
import { buttonClass } from '@/app/ui/button';
import { inputClass } from '@/app/ui/field';

/**
 * Searches a list. A plain form: the address holds what was searched.
 *
 * @param action address of the list, where it is shown whole
 */
export function SearchForm({
  action,
  search,
  texts,
}: {
  action: string;
  search: string;
  texts: { clear: string; label: string; hint: string; submit: string };
}) {
  return (
    <search className="w-full lg:w-auto">
      <form action={action} className="flex items-center gap-2">
        {search && (
          <Link href={action} className="link min-h-11 px-2 text-sm leading-[2.75rem]">
            {texts.clear}
          </Link>
        )}
        <input
          key={search}
          type="search"
          name="q"
          defaultValue={search}
          aria-label={texts.label}
          placeholder={texts.hint}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          className={`${inputClass} text-sm lg:w-72`}
        />
        <button type="submit" className={buttonClass('secondary', 'px-4 text-sm')}>
          {texts.submit}
        </button>
      </form>
    </search>
  );
}
