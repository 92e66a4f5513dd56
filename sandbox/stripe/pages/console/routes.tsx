/** @jsxImportSource hono/jsx */
import { Hono } from 'hono';
import type { PagesEngine, PagesOptions } from '../page-options';
import { act, missing, page, pageNumber } from './answers';
import { DisputesPage, disputesWithSessions } from './disputes';
import { EventPage, EventsPage } from './events';
import { inForce } from './faults';
import { faultRoutes } from './faults-routes';
import { entries, eventsOf, lastDeliveries, newestFirst } from './ledger';
import { MailPage, MailsPage } from './mail';
import { LinksPage, OverviewPage, WebhooksPage } from './overview';
import { paymentActions } from './payment-routes';
import { PaymentPage, PaymentsPage } from './payments';
import { subscriptionRoutes } from './subscriptions';

/** The sandbox's own pages: what Stripe's Dashboard would show and do, and the mailbox. */
export function consoleRoutes(engine: PagesEngine, { publicUrl, mailbox }: PagesOptions): Hono {
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
        rules={inForce(engine.faults.current())}
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
  app.get('/disputes', (c) => {
    const list = disputesWithSessions(newestFirst(account.disputes()), account.sessions());
    return page(c, '/disputes', 'Disputes', <DisputesPage list={list} page={pageNumber(c)} />);
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
    page(c, '/links', 'Payment Links', <LinksPage links={account.paymentLinks()} publicUrl={publicUrl} />),
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

  app.route('/', paymentActions(engine));
  app.route('/', subscriptionRoutes(engine));
  app.route('/', faultRoutes(engine.faults));
  app.post('/events/:event/resend', (c) =>
    act(c, `/events/${c.req.param('event')}`, 'The event has been sent again.', () =>
      account.resend(c.req.param('event')),
    ),
  );
  app.post('/mail/clear', (c) => act(c, '/mail', 'All mails are deleted.', async () => mailbox?.clear()));
  return app;
}
