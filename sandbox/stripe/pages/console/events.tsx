/** @jsxImportSource hono/jsx */
import type Stripe from 'stripe';
import type { Delivery } from '../../engine';
import { Action, Empty, Json, PAGE_SIZE, Pager, Pill, Table, Time } from './frame';
import { fieldOf } from './ledger';
import { deliveryState, shortId } from './words';

export const EventTable = ({ list, last }: { list: Stripe.Event[]; last: Map<string, Delivery> }) => (
  <Table label="Events" heads={['Type', 'Delivery', 'Attempts', 'Next attempt', 'Created', 'Object']}>
    {list.map((event) => {
      const delivery = last.get(event.id);
      return (
        <tr key={event.id}>
          <td>
            <a href={`/events/${event.id}`}>{event.type}</a>
          </td>
          <td>
            <Pill state={deliveryState(delivery)} />
          </td>
          <td class="figure">{delivery?.attempt ?? 0}</td>
          <td>{delivery?.retryAt ? <Time at={delivery.retryAt} /> : '—'}</td>
          <td>
            <Time at={event.created} />
          </td>
          <td class="mono">{shortId(fieldOf(event, 'id') ?? '—')}</td>
        </tr>
      );
    })}
  </Table>
);

export const EventsPage = ({
  list,
  last,
  page,
}: {
  list: Stripe.Event[];
  last: Map<string, Delivery>;
  page: number;
}) => (
  <>
    <h1>Events</h1>
    {list.length === 0 ? (
      <Empty>No event yet. Every payment makes some.</Empty>
    ) : (
      <EventTable list={list.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)} last={last} />
    )}
    <Pager path="/events" page={page} total={list.length} />
  </>
);

export const EventPage = ({ event, deliveries }: { event: Stripe.Event; deliveries: Delivery[] }) => (
  <>
    <p class="crumb">
      <a href="/events">Events</a>
    </p>
    <header class="head">
      <h1>{event.type}</h1>
      <div class="actions">
        <Action to={`/events/${event.id}/resend`} label="Resend" />
      </div>
    </header>
    <p class="quiet">
      <span class="mono">{event.id}</span> · <Time at={event.created} />
    </p>
    <h2>Deliveries</h2>
    {deliveries.length === 0 ? (
      <Empty>Not sent: no webhook endpoint asks for this type.</Empty>
    ) : (
      <Table
        label="Deliveries"
        heads={['Answer', 'Attempt', 'Sent', 'Took', 'Next attempt', 'Endpoint', 'Body']}
      >
        {deliveries.map((delivery) => (
          <tr key={delivery.id}>
            <td>
              <Pill state={deliveryState(delivery, isSuperseded(delivery, deliveries))} />
            </td>
            <td class="figure">{delivery.attempt}</td>
            <td>
              <Time at={delivery.at} />
            </td>
            <td class="figure">{delivery.milliseconds} ms</td>
            <td>
              {delivery.retryAt && !isSuperseded(delivery, deliveries) ? <Time at={delivery.retryAt} /> : '—'}
            </td>
            <td class="mono">{delivery.url}</td>
            <td class="mono answer">{delivery.answer || '—'}</td>
          </tr>
        ))}
      </Table>
    )}
    <Json summary="Event as JSON" value={event} />
  </>
);

const isSuperseded = (delivery: Delivery, all: Delivery[]): boolean =>
  all.some(({ endpointId, attempt }) => endpointId === delivery.endpointId && attempt > delivery.attempt);
