/** @jsxImportSource hono/jsx */
import type Stripe from 'stripe';
import type { PortalSubscription } from '../../engine';
import { Icon } from '../icons';
import { outlook, type PortalFacts, priceText } from './facts';
import { Frame } from './frame';

/** The portal's first page: what runs, what it is charged to, what was charged. `note` says what was just done. */
export const PortalHome = ({ facts, note }: { facts: PortalFacts; note: string | undefined }) => {
  const { view, words } = facts;
  return (
    <Frame facts={facts}>
      {note && (
        <p class="done" role="status">
          <Icon name="check" /> {note}
        </p>
      )}
      <section class="part">
        <h1>{words.current}</h1>
        {view.subscriptions.length === 0 && <p class="quiet">{words.none}</p>}
        {view.subscriptions.map((entry) => (
          <Running key={entry.subscription.id} entry={entry} facts={facts} />
        ))}
      </section>
      <section class="part">
        <h2>{words.details}</h2>
        <dl class="pairs">
          <dt>{words.name}</dt>
          <dd>{view.customer.name ?? '–'}</dd>
          <dt>{words.email}</dt>
          <dd>{view.customer.email ?? '–'}</dd>
        </dl>
      </section>
      <section class="part">
        <h2>{words.invoices}</h2>
        <Invoices invoices={view.invoices} facts={facts} />
      </section>
    </Frame>
  );
};

const Running = ({ entry, facts }: { key: string; entry: PortalSubscription; facts: PortalFacts }) => {
  const { words, base } = facts;
  const { subscription, method, name } = entry;
  const ending = subscription.cancel_at_period_end;
  const card = method?.card;
  return (
    <article class="running">
      <h2>{name}</h2>
      <p class="price">{priceText(subscription, facts)}</p>
      <p class={subscription.status === 'past_due' ? 'warn' : 'quiet'}>{outlook(entry, facts)}</p>
      <div class="actions">
        {ending ? (
          <form method="post" action={`${base}/resume/${subscription.id}`}>
            <button type="submit" class="secondary">
              {words.resume}
            </button>
          </form>
        ) : (
          <a class="secondary" href={`${base}/cancel/${subscription.id}`}>
            {words.cancel}
          </a>
        )}
      </div>
      <h3>{words.method}</h3>
      <p class="method-row">
        <span>
          <Icon name="card" />{' '}
          {card ? (
            <>
              <span class="brand-name">{card.display_brand ?? card.brand}</span> {words.endsIn(card.last4)}
              <span class="quiet expires">{words.expires(`${card.exp_month}/${card.exp_year}`)}</span>
            </>
          ) : (
            words.noMethod
          )}
        </span>
        <a href={`${base}/card/${subscription.id}`}>{words.update}</a>
      </p>
    </article>
  );
};

const Invoices = ({ invoices, facts }: { invoices: Stripe.Invoice[]; facts: PortalFacts }) => {
  const { words, date, money } = facts;
  if (invoices.length === 0) return <p class="quiet">{words.noInvoices}</p>;
  return (
    <table class="invoices">
      <thead class="unseen">
        <tr>
          <th scope="col">{words.date}</th>
          <th scope="col">{words.number}</th>
          <th scope="col">{words.amount}</th>
          <th scope="col">{words.status}</th>
        </tr>
      </thead>
      <tbody>
        {invoices.map((invoice) => (
          <tr key={invoice.id}>
            <th scope="row">{date(invoice.created)}</th>
            <td class="quiet">{invoice.number ?? '–'}</td>
            <td>{money(invoice.total, invoice.currency)}</td>
            <td>
              <span class={`chip-state ${invoice.status ?? ''}`}>
                {words.statuses[invoice.status ?? ''] ?? invoice.status}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
