/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { Document } from '../document';
import { Mark } from '../icons';
import { type State, writtenTime } from './words';

const SECTIONS = [
  ['/', 'Overview'],
  ['/payments', 'Payments'],
  ['/subscriptions', 'Subscriptions'],
  ['/disputes', 'Disputes'],
  ['/events', 'Events'],
  ['/mail', 'Mail'],
  ['/links', 'Payment Links'],
  ['/webhooks', 'Webhooks'],
  ['/faults', 'Faults'],
] as const;

interface FrameProps {
  title: string;
  /** Path of the section this page belongs to. */
  section: (typeof SECTIONS)[number][0];
  /** What an action that has just run has to say. */
  notice?: string;
  problem?: string;
  /** Whether the page refreshes itself while it is looked at. */
  live?: boolean;
  children: Child;
}

/** The document around the sandbox's own pages. */
export const Frame = ({ title, section, notice, problem, live, children }: FrameProps) => (
  <Document language="en" title={`${title} · Bottega sandbox`} script="console.js" bodyClass="console">
    <header class="bar">
      <a class="brandmark" href="/">
        <Mark /> Bottega sandbox
      </a>
      <nav aria-label="Sections">
        {SECTIONS.map(([path, name]) => (
          <a key={path} href={path} aria-current={path === section ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
    </header>
    <main data-live={live ? 'yes' : undefined}>
      {notice && (
        <p class="notice-line" role="status">
          {notice}
        </p>
      )}
      {problem && (
        <p class="banner" role="alert">
          {problem}
        </p>
      )}
      {children}
    </main>
  </Document>
);

export const Pill = ({ state }: { state: State }) => <span class={`pill ${state.tone}`}>{state.word}</span>;

/** A moment in Unix seconds, or as a date. */
export const Time = ({ at }: { at: number | Date }) => {
  const date = typeof at === 'number' ? new Date(at * 1000) : at;
  return (
    <time datetime={date.toISOString()} title={date.toISOString()}>
      {writtenTime(date)}
    </time>
  );
};

export const Empty = ({ children }: { children: Child }) => <p class="empty">{children}</p>;

/** A table that scrolls sideways where the screen is narrower than it. */
export const Table = ({ label, heads, children }: { label: string; heads: string[]; children: Child }) => (
  <section class="scroll" aria-label={label} tabindex={0}>
    <table>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </section>
);

export const Json = ({ summary, value }: { summary: string; value: unknown }) => (
  <details class="json">
    <summary>{summary}</summary>
    <pre>{JSON.stringify(value, null, 2)}</pre>
  </details>
);

/** A form of one button that does something and comes back. */
export const Action = ({
  to,
  label,
  danger,
  children,
}: {
  to: string;
  label: string;
  danger?: boolean;
  children?: Child;
}) => (
  <form method="post" action={to} class="action">
    {children}
    <button type="submit" class={danger ? 'small danger' : 'small'}>
      {label}
    </button>
  </form>
);

export const PAGE_SIZE = 50;

/** Links to the neighbouring pages of a list, where there are any. */
export const Pager = ({ path, page, total }: { path: string; page: number; total: number }) => {
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE));
  if (last === 1) return null;
  return (
    <nav class="pager" aria-label="Pages">
      {page > 1 && <a href={`${path}?page=${page - 1}`}>Newer</a>}
      <span class="quiet">
        {page} of {last}
      </span>
      {page < last && <a href={`${path}?page=${page + 1}`}>Older</a>}
    </nav>
  );
};
