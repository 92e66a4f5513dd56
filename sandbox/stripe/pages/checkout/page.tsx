/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { Document } from '../document';
import { Icon, Mark } from '../icons';
import type { Speech } from '../locale';
import type { PageFacts } from './facts';
import { Challenge, PaymentForm } from './payment-form';
import { Summary } from './summary';

interface ShellProps {
  speech: Speech;
  title: string;
  kind: 'hosted' | 'embedded' | 'notice';
  parentOrigin?: string;
  children: Child;
}

const Shell = ({ speech, title, kind, parentOrigin, children }: ShellProps) => (
  <Document
    language={speech.language}
    title={title}
    script="checkout.js"
    bodyClass={`pay-page ${kind}`}
    parentOrigin={parentOrigin}
  >
    {children}
  </Document>
);

/** The page a session's `url` leads to. */
export const HostedPage = ({ facts }: { facts: PageFacts }) => (
  <Shell speech={facts.speech} title={facts.speech.t.pageTitle(facts.shop)} kind="hosted">
    <div class="columns">
      <section class="aside" aria-label={facts.speech.t.orderSummary}>
        <div class="inner">
          <header class="top">
            <BackLink facts={facts} />
            <Badge speech={facts.speech} />
          </header>
          <div id="summary">
            <Summary facts={facts} />
          </div>
        </div>
      </section>
      <main class="main">
        <div class="inner">
          <h2 class="unseen">{facts.speech.t.payWith}</h2>
          <PaymentForm facts={facts} />
          <StandIn speech={facts.speech} />
        </div>
      </main>
    </div>
    <Challenge facts={facts} />
  </Shell>
);

/** The same in one column, for the frame that `createEmbeddedCheckoutPage` mounts. */
export const EmbeddedPage = ({ facts, parentOrigin }: { facts: PageFacts; parentOrigin?: string }) => (
  <Shell
    speech={facts.speech}
    title={facts.speech.t.pageTitle(facts.shop)}
    kind="embedded"
    parentOrigin={parentOrigin}
  >
    <main class="inner">
      <div class="top">
        <Badge speech={facts.speech} />
      </div>
      <section id="summary" aria-label={facts.speech.t.orderSummary}>
        <Summary facts={facts} />
      </section>
      <h2 class="unseen">{facts.speech.t.payWith}</h2>
      <PaymentForm facts={facts} />
      <StandIn speech={facts.speech} />
    </main>
    <Challenge facts={facts} />
  </Shell>
);

interface NoticeProps {
  speech: Speech;
  title: string;
  text: string;
  link?: { href: string; label: string };
  parentOrigin?: string;
}

/** A page on which nothing can be paid, and why. */
export const NoticePage = ({ speech, title, text, link, parentOrigin }: NoticeProps) => (
  <Shell speech={speech} title={title} kind="notice" parentOrigin={parentOrigin}>
    <main class="inner">
      <Badge speech={speech} />
      <h1>{title}</h1>
      <p>{text}</p>
      {link && (
        <p>
          <a class="secondary" href={link.href}>
            <Icon name="back" /> {link.label}
          </a>
        </p>
      )}
      <StandIn speech={speech} />
    </main>
  </Shell>
);

const BackLink = ({ facts }: { facts: PageFacts }) =>
  facts.backUrl ? (
    <a class="back" href={facts.backUrl} aria-label={facts.speech.t.backTo(facts.shop)}>
      <Icon name="back" />
      <span>{facts.shop}</span>
    </a>
  ) : (
    <span class="back">{facts.shop}</span>
  );

const Badge = ({ speech }: { speech: Speech }) => (
  <span class="badge" title={speech.t.sandboxHint}>
    {speech.t.sandbox}
  </span>
);

const StandIn = ({ speech }: { speech: Speech }) => (
  <footer class="stand-in">
    <Mark />
    <span>{speech.t.standIn}</span>
  </footer>
);
