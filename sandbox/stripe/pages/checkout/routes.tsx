/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import type Stripe from 'stripe';
import type { CheckoutView, Engine, PaymentOutcome } from '../../engine';
import { preferredCountry, type Speech, speechFor } from '../locale';
import type { PagesOptions } from '../page-options';
import { discountName } from './discount';
import { factsOf, type PageFacts } from './facts';
import { EmbeddedPage, HostedPage, NoticePage } from './page';
import { explainRefusal } from './refusal';
import { type PostedForm, readSubmission } from './submission';
import { Summary } from './summary';

/**
 * The pages a shopper sees and what their script posts. The script gets JSON: either the page's changed parts or
 * the outcome of a payment.
 */
export function checkoutRoutes(engine: Engine, { shopName }: PagesOptions): Hono {
  const app = new Hono();
  const desk = engine.checkout;

  const facts = (c: Context, view: CheckoutView): PageFacts => {
    return factsOf(view, speech(c, view.session.locale), {
      preferredCountry: preferredCountry(c.req.header('accept-language')),
      discountName: discountName(view.session, engine.account),
      shopName,
      linkRedirect: linkRedirect(engine, view.session),
    });
  };

  app.get('/c/pay/:session', (c) => {
    const view = desk.view(c.req.param('session'));
    if (view?.session.ui_mode !== 'hosted_page') return unknown(c);
    // As on Stripe's page: it cannot be framed by another site, and coming back to it shows what is true now.
    c.header('content-security-policy', "frame-ancestors 'none'");
    c.header('cache-control', 'no-store');
    if (view.session.status !== 'open') return c.html(<Closed facts={facts(c, view)} />);
    return c.html(<HostedPage facts={facts(c, view)} />);
  });

  app.get('/l/:link', async (c) => {
    const opened = await desk.openPaymentLink(c.req.param('link'), c.req.query('locale'));
    if (!opened) return unknown(c);
    if ('session' in opened) return c.redirect(`/c/pay/${opened.session.id}`, 303);
    const { t } = speech(c, null);
    const text = opened.closed || t.linkClosedText;
    return c.html(<NoticePage speech={speech(c, null)} title={t.linkClosedTitle} text={text} />, 410);
  });

  app.get('/embedded/:secret', (c) => {
    const secret = c.req.param('secret');
    const view = desk.byClientSecret(secret) ?? desk.view(secret);
    const parent = c.req.query('parent');
    c.header('cache-control', 'no-store');
    if (view?.session.ui_mode !== 'embedded_page') return unknown(c, parent);
    if (view.session.status !== 'open')
      return c.html(<Closed facts={facts(c, view)} parentOrigin={parent} />);
    return c.html(<EmbeddedPage facts={facts(c, view)} parentOrigin={parent} />);
  });

  const changed = (c: Context, view: CheckoutView) => c.json(parts(facts(c, view)));

  app.post('/c/pay/:session/quantity', async (c) => {
    const { line, quantity } = await posted(c);
    const view = await desk.setQuantity(c.req.param('session'), line ?? '', Number(quantity));
    return changed(c, view);
  });

  app.post('/c/pay/:session/optional', async (c) => {
    const { item, quantity } = await posted(c);
    return changed(c, await desk.setOptionalItem(c.req.param('session'), item ?? '', Number(quantity)));
  });

  app.post('/c/pay/:session/shipping', async (c) => {
    const { rate } = await posted(c);
    return changed(c, await desk.chooseShippingRate(c.req.param('session'), rate ?? ''));
  });

  app.post('/c/pay/:session/promotion', async (c) => {
    const session = c.req.param('session');
    const code = (await posted(c)).code?.trim() ?? '';
    const answer = await desk.applyPromotionCode(session, code);
    if ('refused' in answer) {
      const { t } = speech(c, desk.view(session)?.session.locale ?? null);
      return c.json({ refused: t.refusals[answer.refused] ?? answer.refused });
    }
    return changed(c, answer.view);
  });

  app.post('/c/pay/:session/promotion/remove', async (c) =>
    changed(c, await desk.removePromotionCode(c.req.param('session'))),
  );

  app.post('/c/pay/:session/pay', async (c) => {
    const view = desk.view(c.req.param('session'));
    if (!view) return c.json({ outcome: 'closed' }, 404);
    if (view.session.status !== 'open') return c.json({ outcome: 'closed' });
    const form = await posted(c);
    const page = facts(c, view);
    // What the shopper agreed to is the total they saw, not one that another tab has made of it since.
    if (form.total !== undefined && Number(form.total) !== page.total) {
      return c.json({ outcome: 'refused', message: page.speech.t.totalChanged, changed: parts(page) });
    }
    const read = readSubmission(form, page);
    if ('errors' in read) return c.json({ outcome: 'refused', errors: read.errors });
    return c.json(tell(await desk.pay(view.session.id, read.submission), form, page.speech));
  });

  app.post('/c/pay/:session/challenge/:challenge', async (c) => {
    const form = await posted(c);
    const outcome = await desk.finishChallenge(c.req.param('challenge'), form.passed === 'yes');
    const view = desk.view(c.req.param('session'));
    return c.json(tell(outcome, form, speech(c, view?.session.locale ?? null)));
  });

  // What the simulated account will not do (a quantity out of bounds, a session closed meanwhile) is told as it is.
  app.onError((error, c) =>
    c.json({ outcome: 'refused', refused: error.message, message: error.message }, 400),
  );
  return app;
}

const speech = (c: Context, locale: string | null): Speech =>
  speechFor(locale, c.req.header('accept-language'));

function unknown(c: Context, parentOrigin?: string) {
  const words = speech(c, null);
  return c.html(
    <NoticePage
      speech={words}
      title={words.t.unknownTitle}
      text={words.t.unknownText}
      parentOrigin={parentOrigin}
    />,
    404,
  );
}

const Closed = ({ facts, parentOrigin }: { facts: PageFacts; parentOrigin?: string }) => {
  const { session, speech, shop } = facts;
  const { t } = speech;
  const paid = session.status === 'complete';
  const recovery = session.after_expiration?.recovery?.url;
  const href = paid ? (facts.landingUrl ?? facts.backUrl) : (recovery ?? facts.backUrl);
  return (
    <NoticePage
      speech={speech}
      title={paid ? t.paidTitle : t.expiredTitle}
      text={paid ? (session.custom_text.after_submit?.message ?? t.paidText) : t.expiredText}
      link={href && parentOrigin === undefined ? { href, label: t.backTo(shop) } : undefined}
      parentOrigin={parentOrigin}
    />
  );
};

function linkRedirect(engine: Engine, session: Stripe.Checkout.Session): string | undefined {
  if (session.payment_link === null) return undefined;
  const link = engine.account.paymentLinks().find(({ id }) => id === session.payment_link);
  return link?.after_completion.redirect?.url;
}

/** The parts of an open page that follow the session. */
function parts(facts: PageFacts) {
  return {
    summary: (<Summary facts={facts} />).toString(),
    payLabel: facts.payLabel,
    total: facts.total,
    needsMethod: facts.needsMethod,
    challengeText: facts.speech.t.challengeText(facts.money(facts.total), facts.shop),
  };
}

function tell(outcome: PaymentOutcome, form: PostedForm, words: Speech) {
  if (outcome.outcome !== 'refused') return outcome;
  return { outcome: 'refused', ...explainRefusal(outcome, form, words) };
}

async function posted(c: Context): Promise<PostedForm> {
  const body: unknown = await c.req.json().catch(() => ({}));
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body)
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
      .map(([key, value]) => [key, String(value)]),
  );
}
