import type { ReactNode } from 'react';
import type { StateTone } from './state-label';

const edges: Record<StateTone, string> = {
  good: 'border-l-good',
  waiting: 'border-l-waiting',
  attention: 'border-l-attention',
  plain: 'border-l-ink-faint',
};

/**
 * Something to know, beside what one is doing. `live` for what appears as an answer to something the person did:
 * screen readers then say it.
 */
export function Notice({
  tone = 'plain',
  title,
  children,
  live = false,
  className = '',
}: {
  tone?: StateTone;
  title?: ReactNode;
  children?: ReactNode;
  live?: boolean;
  className?: string;
}) {
  return (
    <div
      role={live ? (tone === 'attention' ? 'alert' : 'status') : undefined}
      className={`border border-l-2 border-rule bg-sheet px-4 py-3 text-sm text-ink ${edges[tone]} ${className}`}
    >
      {title && <p className="font-medium">{title}</p>}
      {children && <div className={title ? 'mt-0.5 text-ink-soft' : ''}>{children}</div>}
    </div>
  );
}
