/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import { clock } from '../../state/clock';
import { NoticePage } from '../checkout/page';
import { explainRefusal } from '../checkout/refusal';
import type { FieldErrors, PostedForm } from '../checkout/submission';
import { speechFor } from '../locale';
import type { PagesEngine, PagesOptions } from '../page-options';
import { type PortalFacts, portalFacts } from './facts';
import { CancelPage, CardPage, filledCard } from './forms';
import { PortalHome } from './home';
import { readCardForm } from './read-card';
import { portalWords } from './words';

const DONE = ['cancelled', 'resumed', 'saved'] as const;

/** The customer portal, as `url` of its session leads to it. Plain forms: it works without a script. */
export function portalRoutes({ portal }: PagesEngine, { shopName }: PagesOptions): Hono {
  const app = new Hono();

  /** Calls `show` where the session is open, else says why there is nothing to see. */
  const open = async (c: Context, show: (facts: PortalFacts) => Response | Promise<Response>) => {
    const view = portal.open(c.req.param('token') ?? '');
    c.header('content-security-policy', "frame-ancestors 'none'");
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    const spoken = (locale: string | null) => speechFor(locale, c.req.header('accept-language'));
    if (view === undefined || view === 'expired') {
      const speech = spoken(null);
      const words = portalWords[speech.language];
      const gone = view === 'expired';
      return c.html(
        <NoticePage
          speech={speech}
          title={gone ? words.expiredTitle : speech.t.unknownTitle}
          text={gone ? words.expiredText : speech.t.unknownText}
        />,
        gone ? 410 : 404,
      );
    }
    return await show(portalFacts(view, spoken(view.session.locale), shopName));
  };

  const entryOf = (c: Context, { view }: PortalFacts) =>
    view.subscriptions.find(({ subscription }) => subscription.id === c.req.param('subscription'));
  const home = (c: Context, { base }: PortalFacts, done?: (typeof DONE)[number]) =>
    c.redirect(done ? `${base}?done=${done}` : base, 303);

  app.get('/p/session/:token', (c) =>
    open(c, (facts) => {
      const done = DONE.find((one) => one === c.req.query('done'));
      return c.html(<PortalHome facts={facts} note={done && facts.words[done]} />);
    }),
  );

  app.get('/p/session/:token/cancel/:subscription', (c) =>
    open(c, (facts) => {
      const entry = entryOf(c, facts);
      return entry ? c.html(<CancelPage facts={facts} entry={entry} />) : home(c, facts);
    }),
  );

  for (const [path, ending, done] of [
    ['cancel', true, 'cancelled'],
    ['resume', false, 'resumed'],
  ] as const) {
    app.post(`/p/session/:token/${path}/:subscription`, (c) =>
      open(c, (facts) => {
        const entry = entryOf(c, facts);
        if (!entry) return home(c, facts);
        portal.setEnding(c.req.param('token'), entry.subscription.id, ending);
        return home(c, facts, done);
      }),
    );
  }

  const cardPage = (
    c: Context,
    facts: PortalFacts,
    form: PostedForm,
    refused: { errors?: FieldErrors; message?: string } | null,
  ) => {
    const entry = entryOf(c, facts);
    if (!entry) return home(c, facts);
    const { errors = {}, message } = refused ?? {};
    const page = <CardPage facts={facts} entry={entry} form={form} errors={errors} message={message} />;
    return c.html(page, refused ? 402 : 200);
  };

  app.get('/p/session/:token/card/:subscription', (c) =>
    open(c, (facts) => cardPage(c, facts, filledCard(c.req.query('fill') ?? ''), null)),
  );

  app.post('/p/session/:token/card/:subscription', (c) =>
    open(c, async (facts) => {
      const entry = entryOf(c, facts);
      if (!entry) return home(c, facts);
      const form = await posted(c);
      const { speech, view } = facts;
      const read = readCardForm(form, speech.t, view.customer.name ?? '', new Date(clock.now()));
      if ('errors' in read) return cardPage(c, facts, form, read);
      const refusal = portal.changeCard(c.req.param('token'), entry.subscription.id, read.card);
      return refusal
        ? cardPage(c, facts, form, explainRefusal(refusal, { ...form, method: 'card' }, speech))
        : home(c, facts, 'saved');
    }),
  );
  return app;
}

async function posted(c: Context): Promise<PostedForm> {
  const body = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}
