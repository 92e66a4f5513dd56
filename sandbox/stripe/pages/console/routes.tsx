/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import type { Engine } from '../../engine';
import { parseMoney } from '../money';
import type { PagesOptions } from '../page-options';
import { EventPage, EventsPage } from './events';
import { Empty, Frame } from './frame';
import { entries, eventsOf, lastDeliveries, newestFirst } from './ledger';
import { MailPage, MailsPage } from './mail';
import { LinksPage, OverviewPage, WebhooksPage } from './overview';
import { PaymentPage, PaymentsPage } from './payments';
import { idOf } from './words';

type Section = Parameters<typeof Frame>[0]['section'];

/** The sandbox's own pages: what Stripe's Dashboard would show and do, and the mailbox. */
export function consoleRoutes(engine: Engine, { publicUrl, mailbox }: PagesOptions): Hono {
  const app = new Hono();
  const { account, checkout } = engine;
  const events = () => newestFirst(account.events());
  const last = () => lastDeliveries(account.deliveries());

  app.get('/', (c) =>
    page(
      c,
      '/',
      'Overview',
      <OverviewPage
        publicUrl={publicUrl}
        payments={entries(account)}
        events={events()}
        last={last()}
        mails={mailbox?.list()}
      />,
    ),
  );
  app.get('/payments', (c) =>
    page(c, '/payments', 'Payments', <PaymentsPage list={entries(account)} page={pageNumber(c)} />),
  );
  app.get('/payments/:session', (c) => {
    const entry = entries(account).find(({ session }) => session.id === c.req.param('session'));
    const view = entry && checkout.view(entry.session.id);
    if (!view) return missing(c, '/payments', 'There is no such session.');
    return page(
      c,
      '/payments',
      'Payment',
      <PaymentPage
        entry={entry}
        view={view}
        events={eventsOf(entry.session, events())}
        deliveries={last()}
      />,
    );
  });
  app.get('/events', (c) =>
    page(c, '/events', 'Events', <EventsPage list={events()} last={last()} page={pageNumber(c)} />),
  );
  app.get('/events/:event', (c) => {
    const event = account.events().find(({ id }) => id === c.req.param('event'));
    if (!event) return missing(c, '/events', 'There is no such event.');
    const deliveries = [...account.deliveries(event.id)].sort((a, b) => b.at - a.at || b.attempt - a.attempt);
    return page(c, '/events', event.type, <EventPage event={event} deliveries={deliveries} />);
  });
  app.get('/links', (c) =>
    page(
      c,
      '/links',
      'Payment Links',
      <LinksPage links={newestFirst(linksWithDates())} publicUrl={publicUrl} />,
    ),
  );
  app.get('/webhooks', (c) =>
    page(
      c,
      '/webhooks',
      'Webhooks',
      <WebhooksPage endpoints={account.endpoints()} deliveries={account.deliveries()} />,
    ),
  );
  app.get('/mail', (c) => page(c, '/mail', 'Mail', <MailsPage mails={mailbox?.list()} />));
  app.get('/mail.json', (c) => c.json(mailbox?.list() ?? []));
  app.get('/mail/:mail', (c) => {
    const mail = mailbox?.get(c.req.param('mail'));
    if (!mail) return missing(c, '/mail', 'There is no such mail.');
    return page(c, '/mail', mail.subject, <MailPage mail={mail} />, false);
  });

  const intentOf = (sessionId: string): string => {
    const intent = idOf(checkout.view(sessionId)?.session.payment_intent);
    if (intent === null) throw new Error('This session has no payment.');
    return intent;
  };
  app.post('/payments/:session/expire', (c) =>
    act(c, `/payments/${c.req.param('session')}`, 'The session is expired.', () =>
      account.expire(c.req.param('session')),
    ),
  );
  app.post('/payments/:session/settle', (c) =>
    act(c, `/payments/${c.req.param('session')}`, 'The money has arrived.', () =>
      account.settleDebit(intentOf(c.req.param('session')), 'succeed'),
    ),
  );
  app.post('/payments/:session/fail', (c) =>
    act(c, `/payments/${c.req.param('session')}`, 'The bank has refused the debit.', () =>
      account.settleDebit(intentOf(c.req.param('session')), 'fail'),
    ),
  );
  app.post('/payments/:session/refund', (c) =>
    act(c, `/payments/${c.req.param('session')}`, 'The refund is on its way.', async () => {
      const session = c.req.param('session');
      const currency = checkout.view(session)?.session.currency ?? 'usd';
      const typed = (await c.req.formData()).get('amount');
      if (typeof typed !== 'string' || typed.trim() === '') return account.refund(intentOf(session));
      const amount = parseMoney(typed, currency);
      if (!amount) throw new Error(`“${typed}” is not an amount of ${currency.toUpperCase()}.`);
      return account.refund(intentOf(session), amount);
    }),
  );
  app.post('/events/:event/resend', (c) =>
    act(c, `/events/${c.req.param('event')}`, 'The event has been sent again.', () =>
      account.resend(c.req.param('event')),
    ),
  );
  app.post('/mail/clear', (c) => act(c, '/mail', 'All mails are deleted.', async () => mailbox?.clear()));
  return app;

  /** Payment Links carry no time of creation; they are listed in the order they were made. */
  function linksWithDates() {
    return account.paymentLinks().map((link, index) => ({ ...link, created: index }));
  }
}

function page(c: Context, section: Section, title: string, children: Child, live = true) {
  c.header('cache-control', 'no-store');
  return c.html(
    <Frame
      section={section}
      title={title}
      notice={c.req.query('done')}
      problem={c.req.query('problem')}
      live={live}
    >
      {children}
    </Frame>,
  );
}

function missing(c: Context, section: Section, words: string) {
  return c.html(
    <Frame section={section} title="Not found">
      <h1>Not found</h1>
      <Empty>{words}</Empty>
    </Frame>,
    404,
  );
}

/** Does what a button asks for and goes back to its page, saying there how it went. */
async function act(c: Context, back: string, done: string, work: () => Promise<unknown>) {
  try {
    await work();
    return c.redirect(`${back}?done=${encodeURIComponent(done)}`, 303);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return c.redirect(`${back}?problem=${encodeURIComponent(problem)}`, 303);
  }
}

function pageNumber(c: Context): number {
  const asked = Number(c.req.query('page'));
  return Number.isInteger(asked) && asked > 0 ? asked : 1;
}
