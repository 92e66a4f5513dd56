/** @jsxImportSource hono/jsx */
import { Hono } from 'hono';
import type Stripe from 'stripe';
import type { Engine } from '../../engine';
import { formatMoney } from '../../money';
import { act, missing, page, pageNumber } from './answers';
import { EventTable } from './events';
import { Action, Empty, Json, PAGE_SIZE, Pager, Pill, Table, Time } from './frame';
import { fieldOf, lastDeliveries, newestFirst } from './ledger';
import { idOf, shortId, subscriptionState } from './words';

/** Subscriptions, and what time would do to them. */
export function subscriptionRoutes({ account }: Engine): Hono {
  const app = new Hono();
  const all = () => newestFirst(account.subscriptions());

  app.get('/subscriptions', (c) => {
    const body = <SubscriptionsPage list={all()} sessions={account.sessions()} page={pageNumber(c)} />;
    return page(c, '/subscriptions', 'Subscriptions', body);
  });
  app.get('/subscriptions/:subscription', (c) => {
    const subscription = all().find(({ id }) => id === c.req.param('subscription'));
    if (!subscription) return missing(c, '/subscriptions', 'There is no such subscription.');
    const session = account.sessions().find((one) => idOf(one.subscription) === subscription.id);
    const events = newestFirst(account.events()).filter((event) => concerns(event, subscription.id));
    return page(
      c,
      '/subscriptions',
      'Subscription',
      <SubscriptionPage
        subscription={subscription}
        session={session}
        events={events}
        last={lastDeliveries(account.deliveries())}
      />,
    );
  });
  app.post('/subscriptions/:subscription/renew/:outcome{paid|failed}', (c) => {
    const id = c.req.param('subscription');
    const paid = c.req.param('outcome') === 'paid';
    const done = paid ? 'The renewal is paid.' : 'The payment of the renewal has failed.';
    return act(c, `/subscriptions/${id}`, done, () =>
      account.renewSubscription(id, paid ? 'paid' : 'failed'),
    );
  });
  app.post('/subscriptions/:subscription/cancel/:when{now|period_end}', (c) => {
    const id = c.req.param('subscription');
    const now = c.req.param('when') === 'now';
    const done = now ? 'The subscription is cancelled.' : 'The subscription ends with its period.';
    return act(c, `/subscriptions/${id}`, done, () =>
      account.cancelSubscription(id, now ? 'now' : 'period_end'),
    );
  });
  return app;
}

interface ListProps {
  list: Stripe.Subscription[];
  sessions: Stripe.Checkout.Session[];
  page: number;
}

const SubscriptionsPage = ({ list, sessions, page: number }: ListProps) => (
  <>
    <h1>Subscriptions</h1>
    {list.length === 0 ? (
      <Empty>No subscription yet. A checkout in subscription mode starts one.</Empty>
    ) : (
      <Table
        label="Subscriptions"
        heads={['State', 'Price', 'Email', 'Period ends', 'Started', 'Subscription']}
      >
        {list.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE).map((subscription) => (
          <tr key={subscription.id}>
            <td>
              <Pill state={subscriptionState(subscription)} />
            </td>
            <td class="figure">
              <a href={`/subscriptions/${subscription.id}`}>{priceOf(subscription)}</a>
            </td>
            <td>{emailOf(sessions.find((session) => idOf(session.subscription) === subscription.id))}</td>
            <td>
              <PeriodEnd subscription={subscription} />
            </td>
            <td>
              <Time at={subscription.created} />
            </td>
            <td>
              <a class="mono" href={`/subscriptions/${subscription.id}`}>
                {shortId(subscription.id)}
              </a>
            </td>
          </tr>
        ))}
      </Table>
    )}
    <Pager path="/subscriptions" page={number} total={list.length} />
  </>
);

interface OneProps {
  subscription: Stripe.Subscription;
  session: Stripe.Checkout.Session | undefined;
  events: Stripe.Event[];
  last: Parameters<typeof EventTable>[0]['last'];
}

const SubscriptionPage = ({ subscription, session, events, last }: OneProps) => {
  const to = `/subscriptions/${subscription.id}`;
  const over = subscription.status === 'canceled' || subscription.status === 'incomplete_expired';
  return (
    <>
      <p class="crumb">
        <a href="/subscriptions">Subscriptions</a>
      </p>
      <header class="head">
        <h1 class="figure">{priceOf(subscription)}</h1>
        <Pill state={subscriptionState(subscription)} />
        {!over && (
          <div class="actions">
            <Action to={`${to}/renew/paid`} label="Renew, paid" />
            <Action to={`${to}/renew/failed`} label="Renew, payment fails" />
            {!subscription.cancel_at_period_end && (
              <Action to={`${to}/cancel/period_end`} label="Cancel at period end" danger />
            )}
            <Action to={`${to}/cancel/now`} label="Cancel now" danger />
          </div>
        )}
      </header>
      <dl class="facts">
        <div>
          <dt>Subscription</dt>
          <dd class="mono">{subscription.id}</dd>
        </div>
        <div>
          <dt>Status</dt>
          <dd>{subscription.status}</dd>
        </div>
        <div>
          <dt>Period ends</dt>
          <dd>
            <PeriodEnd subscription={subscription} />
          </dd>
        </div>
        <div>
          <dt>Email</dt>
          <dd>{emailOf(session)}</dd>
        </div>
        <div>
          <dt>Customer</dt>
          <dd class="mono">{idOf(subscription.customer)}</dd>
        </div>
        {session && (
          <div>
            <dt>Checkout</dt>
            <dd>
              <a class="mono" href={`/payments/${session.id}`}>
                {shortId(session.id)}
              </a>
            </dd>
          </div>
        )}
      </dl>
      <h2>Events</h2>
      {events.length === 0 ? (
        <Empty>Nothing has happened yet.</Empty>
      ) : (
        <EventTable list={events} last={last} />
      )}
      <Json summary="Subscription as JSON" value={subscription} />
    </>
  );
};

const PeriodEnd = ({ subscription }: { subscription: Stripe.Subscription }) => {
  const end = subscription.items.data[0]?.current_period_end;
  return end === undefined ? <>—</> : <Time at={end} />;
};

function priceOf(subscription: Stripe.Subscription): string {
  const amount = subscription.items.data.reduce(
    (sum, item) => sum + (item.price.unit_amount ?? 0) * (item.quantity ?? 1),
    0,
  );
  const every = subscription.items.data[0]?.price.recurring;
  const rhythm = every
    ? every.interval_count === 1
      ? ` per ${every.interval}`
      : ` every ${every.interval_count} ${every.interval}s`
    : '';
  return formatMoney(amount, subscription.currency, 'en') + rhythm;
}

const emailOf = (session: Stripe.Checkout.Session | undefined): string =>
  session?.customer_details?.email ?? '—';

/** Its own events, and those of its invoices. */
function concerns(event: Stripe.Event, id: string): boolean {
  if (fieldOf(event, 'id') === id || fieldOf(event, 'subscription') === id) return true;
  if (!event.type.startsWith('invoice.')) return false;
  const { parent } = event.data.object as Stripe.Invoice;
  return idOf(parent?.subscription_details?.subscription) === id;
}
