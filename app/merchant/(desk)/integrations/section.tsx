import type { ReactNode } from 'react';

/** A part of the page with a heading one can link to. */
export function Section({
  id,
  title,
  lead,
  children,
}: {
  id: string;
  title: string;
  lead: string;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="mt-10 first-of-type:mt-0">
      <h2 id={id} className="display scroll-mt-4 text-xl leading-tight">
        {title}
      </h2>
      <p className="mt-1 mb-4 max-w-[70ch] text-sm text-ink-soft">{lead}</p>
      {children}
    </section>
  );
}
