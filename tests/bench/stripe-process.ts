import { startSandbox } from '../../sandbox/stripe/server';
import { submission } from '../support/shopper';
import { answerCalls } from './helper';

/** The stand-in for Stripe in a process of its own, kept in memory, without an endpoint: no webhook leaves it. */
const sandbox = await startSandbox({ port: 0, dataDir: null });
const { checkout } = sandbox.engine;

export interface Payment {
  sessionId: string;
  email: string;
}

export const stripeCalls = {
  url: () => sandbox.url,

  /** Pays sessions as shoppers would on Stripe's page, each with an address of its own. */
  async pay(payments: Payment[]): Promise<void> {
    for (const { sessionId, email } of payments) {
      const rate = checkout.view(sessionId)?.shippingRates[0];
      if (rate) await checkout.chooseShippingRate(sessionId, rate.id);
      const { outcome } = await checkout.pay(sessionId, { ...submission(), email });
      if (outcome !== 'complete') throw new Error(`The session ${sessionId} was not paid: ${outcome}`);
    }
  },

  /** Answers after so many milliseconds; 0 is at once. */
  slow(milliseconds: number): void {
    sandbox.engine.faults.set({ api: milliseconds > 0 ? [{ do: 'slow', ms: milliseconds }] : [] });
  },

  /** Refuses what is above so many calls a second with 429; null takes all. */
  limit(perSecond: number | null): void {
    sandbox.engine.faults.set({
      rateLimit: perSecond === null ? null : { perSecond, reason: 'endpoint-rate' },
    });
  },
};

answerCalls(stripeCalls);
