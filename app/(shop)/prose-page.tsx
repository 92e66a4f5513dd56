import type { ReactNode } from 'react';
import { PageHeading } from '@/app/ui/page-heading';

/** A page of text: headings in the left column, what they are about in the right one. */
export function ProsePage({
  title,
  lead,
  sections,
  children,
}: {
  title: string;
  lead?: string;
  sections: { title: string; paragraphs: string[] }[];
  children?: ReactNode;
}) {
  return (
    <div className="wrap pt-10 sm:pt-16">
      <PageHeading lead={lead}>{title}</PageHeading>
      {children}
      <div className="mt-10 sm:mt-14">
        {sections.map((section) => (
          <section
            key={section.title}
            className="grid gap-x-12 gap-y-3 border-t border-rule py-8 lg:grid-cols-12"
          >
            <h2 className="display text-title lg:col-span-4">{section.title}</h2>
            <div className="max-w-[62ch] space-y-4 lg:col-span-8">
              {section.paragraphs.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}
