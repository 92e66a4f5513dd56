/** The head of a list: smaller than the shop's, with a sentence beside it. */
export function ListHeading({ title, lead }: { title: string; lead: string }) {
  return (
    <header className="mb-6">
      <h1 className="display text-[1.75rem] leading-tight">{title}</h1>
      <p className="mt-1 max-w-[70ch] text-sm text-ink-soft">{lead}</p>
    </header>
  );
}
