/** @jsxImportSource hono/jsx */
import type Stripe from 'stripe';
import { formatMoney } from '../../money';
import { Action, Empty, PAGE_SIZE, Pager, Pill, Table, Time } from './frame';
import type { Entry } from './ledger';
import { disputeState, idOf, refundState } from './words';

/** Stripe's words for why, with what a person would call them. https://docs.stripe.com/disputes/categories */
export const REASONS = [
  ['fraudulent', 'fraudulent'],
  ['duplicate', 'duplicate'],
  ['product_not_received', 'not received'],
  ['product_unacceptable', 'not acceptable'],
  ['general', 'general'],
] as const;

export const DisputesPage = ({
  list,
  page,
}: {
  list: { dispute: Stripe.Dispute; session: string | null }[];
  page: number;
}) => (
  <>
    <h1>Disputes</h1>
    {list.length === 0 ? (
      <Empty>
        No dispute yet. Open one on the page of a payment, or pay with the card 4000 0000 0000 0259.
      </Empty>
    ) : (
      <Table
        label="Disputes"
        heads={['State', 'Amount', 'Reason', 'Answer until', 'Opened', 'Decide', 'Dispute']}
      >
        {list.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map(({ dispute, session }) => (
          <tr key={dispute.id}>
            <td>
              <Pill state={disputeState(dispute)} />
            </td>
            <td class="figure">
              {session ? (
                <a href={`/payments/${session}`}>{formatMoney(dispute.amount, dispute.currency, 'en')}</a>
              ) : (
                formatMoney(dispute.amount, dispute.currency, 'en')
              )}
            </td>
            <td>{dispute.reason.replaceAll('_', ' ')}</td>
            <td>{dispute.evidence_details.due_by ? <Time at={dispute.evidence_details.due_by} /> : '—'}</td>
            <td>
              <Time at={dispute.created} />
            </td>
            <td>{session && <Decide dispute={dispute} session={session} />}</td>
            <td class="mono">{dispute.id}</td>
          </tr>
        ))}
      </Table>
    )}
    <Pager path="/disputes" page={page} total={list.length} />
  </>
);

/** The bank's decision, while there is one to take. */
export const Decide = ({ dispute, session }: { dispute: Stripe.Dispute; session: string }) =>
  isOpen(dispute) ? (
    <div class="actions-here">
      <Action to={`/payments/${session}/dispute/won`} label="Win" />
      <Action to={`/payments/${session}/dispute/lost`} label="Lose" danger />
    </div>
  ) : null;

export const isOpen = ({ status }: Stripe.Dispute): boolean => status !== 'won' && status !== 'lost';

export const OpenDispute = ({ session }: { session: string }) => (
  <Action to={`/payments/${session}/dispute`} label="Dispute" danger>
    <label class="inline">
      <span>Reason</span>
      <select name="reason">
        {REASONS.map(([reason, words]) => (
          <option key={reason} value={reason}>
            {words}
          </option>
        ))}
      </select>
    </label>
  </Action>
);

/** What has been given back of a payment, or taken. */
export const Returns = ({ entry }: { entry: Entry }) => {
  const { refunds, disputes, session } = entry;
  if (refunds.length + disputes.length === 0) return null;
  return (
    <>
      <h2>Refunds and disputes</h2>
      <Table label="Refunds and disputes" heads={['State', 'Amount', 'Do', 'What', 'Created', 'ID']}>
        {disputes.map((dispute) => (
          <tr key={dispute.id}>
            <td>
              <Pill state={disputeState(dispute)} />
            </td>
            <td class="figure">{formatMoney(dispute.amount, dispute.currency, 'en')}</td>
            <td>
              <Decide dispute={dispute} session={session.id} />
            </td>
            <td>Dispute, {dispute.reason.replaceAll('_', ' ')}</td>
            <td>
              <Time at={dispute.created} />
            </td>
            <td class="mono">{dispute.id}</td>
          </tr>
        ))}
        {refunds.map((refund) => (
          <tr key={refund.id}>
            <td>
              <Pill state={refundState(refund)} />
            </td>
            <td class="figure">{formatMoney(refund.amount, refund.currency, 'en')}</td>
            <td>
              {(refund.status === 'succeeded' || refund.status === 'pending') && (
                <Action to={`/payments/${session.id}/refunds/${refund.id}/fail`} label="Fail" danger />
              )}
            </td>
            <td>Refund{refund.failure_reason ? `, ${refund.failure_reason.replaceAll('_', ' ')}` : ''}</td>
            <td>
              <Time at={refund.created} />
            </td>
            <td class="mono">{refund.id}</td>
          </tr>
        ))}
      </Table>
    </>
  );
};

/** Disputes with the session whose payment each is about. */
export function disputesWithSessions(disputes: Stripe.Dispute[], sessions: Stripe.Checkout.Session[]) {
  const byIntent = new Map(sessions.map((session) => [idOf(session.payment_intent), session.id]));
  return disputes.map((dispute) => {
    const intent = idOf(dispute.payment_intent);
    return { dispute, session: intent === null ? null : (byIntent.get(intent) ?? null) };
  });
}
