import type { ReactNode } from 'react';

/** Label and value, row by row between hairlines: a product's details, an order's facts. */
export function DefinitionList({
  rows,
  className = '',
}: {
  rows: { label: ReactNode; value: ReactNode; key?: string }[];
  className?: string;
}) {
  return (
    <dl className={`border-t border-rule text-sm ${className}`}>
      {rows.map((row, index) => (
        <div
          key={row.key ?? `${index}-${typeof row.label === 'string' ? row.label : ''}`}
          className="grid grid-cols-[minmax(7rem,1fr)_2fr] gap-x-6 border-b border-rule py-2.5"
        >
          <dt className="text-ink-faint">{row.label}</dt>
          <dd className="min-w-0">{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
