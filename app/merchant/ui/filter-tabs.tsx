import Link from 'next/link';

export interface FilterTab {
  href: string;
  text: string;
  /** Ready to show; left out where nothing is counted */
  count?: string;
  current: boolean;
}

/** The states of a list side by side, as links: each is an address of its own. */
export function FilterTabs({ label, tabs }: { label: string; tabs: FilterTab[] }) {
  return (
    <nav aria-label={label} className="row-scroll -mx-2 text-sm">
      <ul className="flex">
        {tabs.map(({ href, text, count, current }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={current ? 'page' : undefined}
              className={`flex min-h-11 items-center gap-1.5 px-2 whitespace-nowrap hover:text-accent ${current ? 'font-medium text-ink shadow-[inset_0_-2px_0_currentColor]' : 'text-ink-soft'}`}
            >
              {text}
              {count !== undefined && <span className="figures font-normal text-ink-faint">{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
