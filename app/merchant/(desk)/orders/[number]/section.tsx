import type { ReactNode } from 'react';

/** A part of the order's page, under a small heading. */
export function Section({ title, id, children }: { title: string; id: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-10 first:mt-0">
      <h2 id={id} className="mb-2 text-sm font-medium">
        {title}
      </h2>
      {children}
    </section>
  );
}
