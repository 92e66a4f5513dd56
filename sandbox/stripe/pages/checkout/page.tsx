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

/** The document around every page a shopper sees. */
export const Shell = ({ speech, title, kind, parentOrigin, children }: ShellProps) => (
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

/**
 * The same in one column, for the frame that `createEmbeddedCheckoutPage` mounts. It has no landmarks of its own,
 * as they would stand beside those of the shop's page.
 */
export const EmbeddedPage = ({ facts, parentOrigin }: { facts: PageFacts; parentOrigin?: string }) => (
  <Shell
    speech={facts.speech}
    title={facts.speech.t.pageTitle(facts.shop)}
    kind="embedded"
    parentOrigin={parentOrigin}
  >
    <div class="inner">
      <div class="top">
        <Badge speech={facts.speech} />
      </div>
      <div id="summary">
        <Summary facts={facts} />
      </div>
      <h2 class="unseen">{facts.speech.t.payWith}</h2>
      <PaymentForm facts={facts} />
      <StandIn speech={facts.speech} embedded />
    </div>
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
    <Body embedded={parentOrigin !== undefined}>
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
      <StandIn speech={speech} embedded={parentOrigin !== undefined} />
    </Body>
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

export const Badge = ({ speech }: { speech: Speech }) => (
  <span class="badge" title={speech.t.sandboxHint}>
    {speech.t.sandbox}
  </span>
);

const Body = ({ embedded, children }: { embedded: boolean; children: Child }) =>
  embedded ? <div class="inner">{children}</div> : <main class="inner">{children}</main>;

export const StandIn = ({ speech, embedded }: { speech: Speech; embedded?: boolean }) => {
  const words = (
    <>
      <Mark />
      <span>{speech.t.standIn}</span>
    </>
  );
  return embedded ? <p class="stand-in">{words}</p> : <footer class="stand-in">{words}</footer>;
};
