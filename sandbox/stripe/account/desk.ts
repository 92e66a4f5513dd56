import { settleDebit } from '../checkout/debit';
import { expireSession } from '../checkout/expire';
import type { AccountDesk } from '../engine';
import type { World } from '../world';
import { closeDispute, openDispute } from './disputes';
import { shown } from './endpoints';
import { failRefund } from './refund-outcomes';
import { createRefund } from './refunds';
import { renewSubscription } from './renewals';
import { cancelSubscription, updateSubscription } from './subscriptions';

/** What the sandbox's own pages show and do; every list newest first. */
export function accountDesk(world: World): AccountDesk {
  const { store, deliveries } = world;
  return {
    sessions: () => [...store.sessions.newest()].map((row) => row.session),
    paymentIntents: () => [...store.paymentIntents.newest()],
    events: () => [...store.events.newest()].map((row) => row.event),
    deliveries: (eventId) =>
      [...store.deliveries.newest()].filter((row) => eventId === undefined || row.eventId === eventId),
    endpoints: () => [...store.endpoints.newest()].map(shown),
    paymentLinks: () => [...store.links.newest()].map((row) => row.link),
    resend: (eventId) => deliveries.resend(eventId),
    async settleDebit(paymentIntentId, outcome) {
      settleDebit(world, paymentIntentId, outcome);
    },
    async expire(sessionId) {
      expireSession(world, sessionId);
    },
    async refund(paymentIntentId, amount) {
      createRefund(world, { payment_intent: paymentIntentId, amount });
    },
    refunds: () => [...store.refunds.newest()],
    async failRefund(refundId) {
      failRefund(world, refundId);
    },
    disputes: () => [...store.disputes.newest()],
    async openDispute(paymentIntentId, reason) {
      openDispute(world, paymentIntentId, reason);
    },
    async closeDispute(paymentIntentId, outcome) {
      closeDispute(world, paymentIntentId, outcome);
    },
    subscriptions: () => [...store.subscriptions.newest()],
    async renewSubscription(id, outcome) {
      renewSubscription(world, id, outcome);
    },
    async cancelSubscription(id, when) {
      if (when === 'now') cancelSubscription(world, id);
      else updateSubscription(world, id, { cancel_at_period_end: true });
    },
  };
}
