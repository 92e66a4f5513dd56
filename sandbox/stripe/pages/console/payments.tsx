/** @jsxImportSource hono/jsx */
import type Stripe from 'stripe';
import type { CheckoutView } from '../../engine';
import { formatMoney, plainAmount } from '../../money';
import { OpenDispute, Returns } from './disputes';
import { EventTable } from './events';
import { Action, Empty, Json, PAGE_SIZE, Pager, Pill, Table, Time } from './frame';
import type { Entry } from './ledger';
import { amountOf, idOf, shortId, sourceOf } from './words';

export const PaymentTable = ({ list }: { list: Entry[] }) => (
  <Table label="Payments" heads={['State', 'Amount', 'Email', 'Paid through', 'Created', 'Session']}>
    {list.map(({ session, state }) => (
      <tr key={session.id}>
        <td>
          <Pill state={state} />
        </td>
        <td class="figure">
          <a href={`/payments/${session.id}`}>{amountOf(session)}</a>
        </td>
        <td>{session.customer_details?.email ?? session.customer_email ?? '—'}</td>
        <td>{sourceOf(session)}</td>
        <td>
          <Time at={session.created} />
        </td>
        <td>
          <a class="mono" href={`/payments/${session.id}`}>
            {shortId(session.id)}
          </a>
        </td>
      </tr>
    ))}
  </Table>
);

export const PaymentsPage = ({ list, page }: { list: Entry[]; page: number }) => (
  <>
    <h1>Payments</h1>
    {list.length === 0 ? (
      <Empty>No Checkout Session yet. Start a checkout in the shop and it appears here.</Empty>
    ) : (
      <PaymentTable list={list.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)} />
    )}
    <Pager path="/payments" page={page} total={list.length} />
  </>
);

interface PaymentProps {
  entry: Entry;
  view: CheckoutView;
  events: Stripe.Event[];
  deliveries: Parameters<typeof EventTable>[0]['last'];
}

export const PaymentPage = ({ entry, view, events, deliveries }: PaymentProps) => {
  const { session, state } = entry;
  const shipping = session.collected_information?.shipping_details;
  return (
    <>
      <p class="crumb">
        <a href="/payments">Payments</a>
      </p>
      <header class="head">
        <h1 class="figure">{amountOf(session)}</h1>
        <Pill state={state} />
        <Actions entry={entry} />
      </header>
      <dl class="facts">
        <Fact name="Session">
          <span class="mono">{session.id}</span>
        </Fact>
        <Fact name="Created">
          <Time at={session.created} />
        </Fact>
        <Fact name="Paid through">{sourceOf(session)}</Fact>
        <Fact name="Mode">{session.mode}</Fact>
        <Fact name="Status">
          {session.status} · {session.payment_status}
        </Fact>
        {session.status === 'open' && (
          <Fact name="Expires">
            <Time at={session.expires_at} />
          </Fact>
        )}
        {session.customer_details?.email && <Fact name="Email">{session.customer_details.email}</Fact>}
        {session.customer_details?.phone && <Fact name="Phone">{session.customer_details.phone}</Fact>}
        {shipping && <Fact name="Ship to">{addressLine(shipping.name, shipping.address)}</Fact>}
        {idOf(session.payment_intent) && (
          <Fact name="Payment intent">
            <span class="mono">{idOf(session.payment_intent)}</span>
          </Fact>
        )}
        {session.url && (
          <Fact name="Payment page">
            <a href={session.url}>Open</a>
          </Fact>
        )}
        {Object.entries(session.metadata ?? {}).map(([key, value]) => (
          <Fact key={key} name={key}>
            <span class="mono">{value}</span>
          </Fact>
        ))}
      </dl>
      <h2>Line items</h2>
      <Table label="Line items" heads={['Item', 'Quantity', 'Amount']}>
        {view.lineItems.map((item) => (
          <tr key={item.id}>
            <td class="wrap">{item.description}</td>
            <td class="figure">{item.quantity}</td>
            <td class="figure">{formatMoney(item.amount_total, item.currency, 'en')}</td>
          </tr>
        ))}
      </Table>
      <Returns entry={entry} />
      <h2>Events</h2>
      {events.length === 0 ? (
        <Empty>Nothing has happened yet.</Empty>
      ) : (
        <EventTable list={events} last={deliveries} />
      )}
      <Json summary="Session as JSON" value={session} />
    </>
  );
};

const Fact = ({ name, children }: { key?: string; name: string; children?: unknown }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Actions = ({ entry }: { entry: Entry }) => {
  const { session, intent, refunded, disputes } = entry;
  const to = `/payments/${session.id}`;
  const left = intent?.status === 'succeeded' ? intent.amount_received - refunded : 0;
  return (
    <div class="actions">
      {session.status === 'open' && <Action to={`${to}/expire`} label="Expire session" danger />}
      {intent?.status === 'processing' && (
        <>
          <Action to={`${to}/settle`} label="Settle payment" />
          <Action to={`${to}/fail`} label="Fail payment" danger />
        </>
      )}
      {intent && left > 0 && disputes.every(({ status }) => status === 'won') && (
        <Action to={`${to}/refund`} label="Refund" danger>
          <label class="inline">
            <span>Amount ({intent.currency.toUpperCase()})</span>
            <input name="amount" inputmode="decimal" value={plainAmount(left, intent.currency)} size={8} />
          </label>
        </Action>
      )}
      {intent?.status === 'succeeded' && disputes.length === 0 && <OpenDispute session={session.id} />}
    </div>
  );
};

function addressLine(name: string, address: Stripe.Address): string {
  const { line1, line2, postal_code, city, state, country } = address;
  const town = [postal_code, city, state].filter(Boolean).join(' ');
  return [name, line1, line2, town, country].filter(Boolean).join(', ');
}
