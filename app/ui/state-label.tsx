import type { ReactNode } from 'react';

/** `plain` for what is neither good nor bad; `attention` where someone has to do something. */
export type StateTone = 'good' | 'waiting' | 'attention' | 'plain';

const tones: Record<StateTone, string> = {
  good: 'text-good',
  waiting: 'text-waiting',
  attention: 'text-attention',
  plain: 'text-ink-soft',
};

/** A state in words, with a mark whose shape differs too, so that colour is never the only sign. */
export function StateLabel({
  tone = 'plain',
  children,
  className = '',
}: {
  tone?: StateTone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span className={`inline-flex items-baseline gap-2 text-sm font-medium ${tones[tone]} ${className}`}>
      <svg viewBox="0 0 8 8" className="size-2 shrink-0" aria-hidden="true">
        {tone === 'good' && <circle cx="4" cy="4" r="4" fill="currentColor" />}
        {tone === 'waiting' && (
          <circle cx="4" cy="4" r="3" fill="none" stroke="currentColor" strokeWidth="2" />
        )}
        {tone === 'attention' && <path d="M4 0 8 8H0Z" fill="currentColor" />}
        {tone === 'plain' && <path d="M0 3h8v2H0Z" fill="currentColor" />}
      </svg>
      <span>{children}</span>
    </span>
  );
}

/** A small framed word, for a property rather than a state: a kind, a source, an edition. */
export function Badge({ children, className = '' }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={`inline-block rounded-sm border border-rule px-1.5 text-xs leading-5 text-ink-soft ${className}`}
    >
      {children}
    </span>
  );
}
