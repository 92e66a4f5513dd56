import type { Answer, Question } from '../../lib/fulfillment/decision/decide-all';
import type { CheckoutRow } from '../../lib/fulfillment/decision/order-state';
import type { KeyRow } from '../../lib/fulfillment/kinds/license-key/rows';

/** One decision that is asked for. */
export interface Asked extends Question {
  sessionId: string;
  /** Whether the database refuses what would be written for it. */
  isRefused?: boolean;
}

/** One transaction of the play, as much of it as lets it be repeated on a database. */
export type Change =
  | { kind: 'decided'; asked: readonly Asked[]; answers: readonly Answer[]; now: number; firstId: number }
  | { kind: 'refused'; asked: readonly Asked[]; now: number; firstId: number }
  | { kind: 'opened'; checkout: CheckoutRow; wanted: ReadonlyMap<string, number> }
  | { kind: 'ended_checkout'; checkoutId: string }
  | { kind: 'received'; variantId: string; units: number; seen: number }
  | { kind: 'loaded'; keys: readonly KeyRow[]; now: number }
  | { kind: 'uploaded'; variantId: string; fileId: string }
  | {
      kind: 'erased';
      orderId: string;
      buyerId: string | null;
      /** The details that were known. */
      known: readonly string[];
      /** Subscriptions that have ended at Stripe. */
      ended: readonly string[];
    };

/** Is told of each transaction, once it was applied in memory. */
export type Journal = (change: Change) => void;
