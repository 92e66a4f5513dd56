import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { newId, now } from '../state/ids';
import { toWire } from '../state/wire';
import type { World } from '../world';

const SECOND = 1000;

/** Makes the API slow, limited, failing or cut off, as the fault rules say. Real time: clients wait in theirs. */
export function injectFaults(world: World): MiddlewareHandler<{ Bindings: HttpBindings }> {
  const { faults, store } = world;
  /** When the requests of the last second came. */
  const recent: number[] = [];

  function overLimit(): string | null {
    const limit = faults.rateLimit;
    if (!limit) return null;
    const time = performance.now();
    while (recent[0] !== undefined && recent[0] <= time - SECOND) recent.shift();
    if (recent.length >= limit.perSecond) return limit.reason;
    recent.push(time);
    return null;
  }

  return async (c, next) => {
    const reason = overLimit();
    if (reason !== null) return tooMany(reason);
    const { slow, fail, cut } = faults.forRequest(c.req);
    if (slow) await new Promise((resolve) => setTimeout(resolve, slow.ms));
    if (cut?.work === 'before') return hangUp(c.env);
    if (fail?.work === 'before') return failure(fail.status);
    if (!cut && !fail) return next();
    await next();
    if (cut) return hangUp(c.env);
    if (!fail) return;
    const answer = failure(fail.status);
    const key = c.req.header('idempotency-key');
    const kept = key === undefined ? undefined : store.answers.get(key);
    // Stripe keeps the first answer whatever it was: a replay of the key is told of the failure again.
    if (kept)
      store.answers.put({ ...kept, status: fail.status, body: await answer.clone().text(), at: now() });
    c.res = answer;
  };
}

/** https://docs.stripe.com/rate-limits */
function tooMany(reason: string): Response {
  const message =
    'Request rate limit exceeded. Learn more about rate limits here https://docs.stripe.com/rate-limits.';
  return refusal(
    429,
    { type: 'invalid_request_error', code: 'rate_limit', message },
    { 'stripe-rate-limited-reason': reason },
  );
}

function failure(status: number): Response {
  const message =
    'Sorry! There was an error while talking to one of our backends. Support has been notified.';
  return refusal(status, { type: 'api_error', message });
}

function refusal(status: number, error: object, headers: Record<string, string> = {}): Response {
  const standard = { 'content-type': 'application/json', 'request-id': newId('req') };
  return new Response(toWire({ error }), { status, headers: { ...standard, ...headers } });
}

/** Ends the connection without a word; the answer returned here goes nowhere. */
function hangUp({ incoming }: HttpBindings): Response {
  incoming.socket.destroy();
  return new Response(null, { status: 499 });
}
