import type { ReactNode } from 'react';

/** The head of a page: its one `h1`, a word above it, a sentence below it. */
export function PageHeading({
  children,
  above,
  lead,
  className = '',
}: {
  children: ReactNode;
  above?: ReactNode;
  lead?: ReactNode;
  className?: string;
}) {
  return (
    <header className={className}>
      {above && <p className="label mb-3">{above}</p>}
      <h1 className="display text-heading">{children}</h1>
      {lead && <p className="mt-4 max-w-[60ch] text-lg text-ink-soft">{lead}</p>}
    </header>
  );
}
