import type { ReactNode } from 'react';

/** What a page shows when it has nothing to show: why, and where to go. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="border-y border-rule py-16 sm:py-24">
      <p className="display text-title">{title}</p>
      {children && <div className="mt-2 max-w-[52ch] text-ink-soft">{children}</div>}
      {action && <div className="mt-8">{action}</div>}
    </div>
  );
}
