/** @jsxImportSource hono/jsx */
import type Stripe from 'stripe';
import type { StoredMail } from '../../../mailbox';
import type { Delivery } from '../../engine';
import { EventTable } from './events';
import { Empty, Pill, Table } from './frame';
import type { Entry } from './ledger';
import { MailTable } from './mail';
import { PaymentTable } from './payments';
import { PointAnApp, TestNumbers } from './start';

interface OverviewProps {
  publicUrl: string;
  /** How many rules inject faults. */
  rules: number;
  payments: Entry[];
  events: Stripe.Event[];
  last: Map<string, Delivery>;
  mails: StoredMail[] | undefined;
}

const RECENT = 6;

export const OverviewPage = ({ publicUrl, rules, payments, events, last, mails }: OverviewProps) => (
  <>
    <h1>Overview</h1>
    <p class="lead">
      This stands in for Stripe: it takes payments with Stripe’s test numbers, sends signed webhooks to the
      shop, and moves no money. Its API answers at <span class="mono">{publicUrl}/v1</span>; how it misbehaves
      is set on the page <a href="/faults">Faults</a>.
    </p>
    {rules > 0 && (
      <p class="caution">
        <a href="/faults">Faults</a> are injected: {rules} {rules === 1 ? 'rule is' : 'rules are'} in force.
      </p>
    )}
    <PointAnApp publicUrl={publicUrl} open={mails === undefined} />
    <TestNumbers open={mails === undefined || payments.length === 0} />
    <Recent
      title="Payments"
      href="/payments"
      none="Nobody has started a checkout yet."
      count={payments.length}
    >
      <PaymentTable list={payments.slice(0, RECENT)} />
    </Recent>
    <Recent title="Events" href="/events" none="No event yet." count={events.length}>
      <EventTable list={events.slice(0, RECENT)} last={last} />
    </Recent>
    {mails && (
      <Recent title="Mail" href="/mail" none="No mail yet." count={mails.length}>
        <MailTable mails={mails.slice(0, RECENT)} />
      </Recent>
    )}
  </>
);

interface RecentProps {
  title: string;
  href: string;
  none: string;
  count: number;
  children: unknown;
}

const Recent = ({ title, href, none, count, children }: RecentProps) => (
  <>
    <div class="head">
      <h2>{title}</h2>
      {count > RECENT && (
        <a class="more" href={href}>
          All {count}
        </a>
      )}
    </div>
    {count === 0 ? <Empty>{none}</Empty> : children}
  </>
);

export const LinksPage = ({ links, publicUrl }: { links: Stripe.PaymentLink[]; publicUrl: string }) => (
  <>
    <h1>Payment Links</h1>
    {links.length === 0 ? (
      <Empty>No Payment Link yet.</Empty>
    ) : (
      <Table label="Payment Links" heads={['State', 'Address', 'Sessions', 'Currency', 'ID']}>
        {links.map((link) => (
          <tr key={link.id}>
            <td>
              <Pill
                state={link.active ? { word: 'Active', tone: 'good' } : { word: 'Inactive', tone: 'plain' }}
              />
            </td>
            <td>
              <a href={link.url || `${publicUrl}/l/${link.id}`}>{link.url || `${publicUrl}/l/${link.id}`}</a>
            </td>
            <td class="figure">
              {link.restrictions
                ? `${link.restrictions.completed_sessions.count} of ${link.restrictions.completed_sessions.limit}`
                : 'unlimited'}
            </td>
            <td>{link.currency.toUpperCase()}</td>
            <td class="mono">{link.id}</td>
          </tr>
        ))}
      </Table>
    )}
  </>
);

export const WebhooksPage = ({
  endpoints,
  deliveries,
}: {
  endpoints: Stripe.WebhookEndpoint[];
  deliveries: Delivery[];
}) => (
  <>
    <h1>Webhooks</h1>
    {endpoints.length === 0 ? (
      <Empty>No endpoint is registered, so no event is sent anywhere.</Empty>
    ) : (
      <Table
        label="Webhook endpoints"
        heads={['State', 'Address', 'Sent', 'Refused', 'API version', 'Events']}
      >
        {endpoints.map((endpoint) => {
          const sent = deliveries.filter((delivery) => delivery.endpointId === endpoint.id);
          const refused = sent.filter(({ status }) => status === null || status < 200 || status > 299);
          return (
            <tr key={endpoint.id}>
              <td>
                <Pill
                  state={
                    endpoint.status === 'enabled'
                      ? { word: 'Enabled', tone: 'good' }
                      : { word: endpoint.status, tone: 'plain' }
                  }
                />
              </td>
              <td class="mono">{endpoint.url}</td>
              <td class="figure">{sent.length}</td>
              <td class="figure">{refused.length}</td>
              <td>{endpoint.api_version ?? 'default'}</td>
              <td class="answer">{endpoint.enabled_events.join(', ')}</td>
            </tr>
          );
        })}
      </Table>
    )}
  </>
);
