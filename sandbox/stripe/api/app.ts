import { type Context, Hono } from 'hono';
import qs from 'qs';
import { recover } from '../checkout/recovery';
import { sessionUrl } from '../checkout/urls';
import { cliRoutes } from '../cli/routes';
import { ApiError, invalid } from '../errors';
import { newId } from '../state/ids';
import { toWire } from '../state/wire';
import { API_VERSION, type World } from '../world';
import { checkKey, checkVersion } from './auth';
import { expandPaths } from './expand';
import { fingerprintOf, Idempotency } from './idempotency';
import type { Raw } from './params';
import type { Route } from './route';
import { billingRoutes } from './routes/billing';
import { catalogRoutes } from './routes/catalog';
import { checkoutRoutes } from './routes/checkout';
import { customerRoutes } from './routes/customers';
import { discountRoutes } from './routes/discounts';
import { eventRoutes } from './routes/events';
import { paymentRoutes } from './routes/payments';
import { portalRoutes } from './routes/portal';

const ROUTES: Route[] = [
  ...catalogRoutes,
  ...checkoutRoutes,
  ...paymentRoutes,
  ...customerRoutes,
  ...billingRoutes,
  ...portalRoutes,
  ...discountRoutes,
  ...eventRoutes,
  ...cliRoutes,
];

interface Outcome {
  status: number;
  body: string;
  replayed?: boolean;
  /** Whether replays get this answer: not where the parameters themselves were refused, as nothing ran then. */
  kept: boolean;
}

/** Stripe's API under `/v1`. */
export function api(world: World): Hono {
  const app = new Hono();
  const idempotency = new Idempotency(world);

  for (const { method, path, prepare } of ROUTES) {
    app.on(method, path, (c) =>
      answer(world, c, async (requestId) => {
        if (c.req.header('content-type')?.startsWith('application/json')) {
          throw invalid(
            'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have questions, we can help at https://support.stripe.com/.',
          );
        }
        // Elsewhere a key has no effect: asking again, or deleting again, does no harm.
        const key = method === 'POST' ? c.req.header('idempotency-key') : undefined;
        if (key) idempotency.take(key);
        try {
          const text = method === 'GET' ? (c.req.url.split('?')[1] ?? '') : await c.req.text();
          const fingerprint = fingerprintOf(method, c.req.path, text);
          const earlier = key && idempotency.earlier(key, fingerprint);
          if (earlier) return { status: earlier.status, body: earlier.body, replayed: true, kept: false };
          const { expand, act } = prepare(parse(text));
          world.request = { id: requestId, idempotencyKey: key ?? null };
          const outcome = execute(requestId, () =>
            expandPaths(world, act(world, c.req.param('id') ?? ''), expand),
          );
          world.request = null;
          if (key && outcome.kept) idempotency.keep(key, fingerprint, outcome.status, outcome.body);
          return outcome;
        } finally {
          if (key) idempotency.release(key);
        }
      }),
    );
  }

  // Where an expired session is taken up again: not an address of the API, and of no page of its own.
  app.get('/recover/:id', (c) => {
    try {
      const { id, session } = recover(world, c.req.param('id'));
      return c.redirect(session.url ?? sessionUrl(world.publicUrl, id), 303);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return c.text('This checkout can no longer be taken up again.', 404);
    }
  });

  app.all('/v1/*', (c) =>
    answer(world, c, async () => {
      const { method, path } = c.req;
      throw new ApiError(
        404,
        `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
      );
    }),
  );
  return app;
}

/** Identifies the request, checks who asks, and dresses whatever comes out as Stripe does. */
async function answer(
  world: World,
  c: Context,
  work: (requestId: string) => Promise<Outcome>,
): Promise<Response> {
  const requestId = newId('req');
  const version = c.req.header('stripe-version');
  let outcome: Outcome;
  try {
    checkKey(world, c.req.header('authorization'), c.req.path);
    checkVersion(version);
    outcome = await work(requestId);
  } catch (error) {
    outcome = refusal(error, requestId);
  }
  const key = c.req.header('idempotency-key');
  return new Response(outcome.body, {
    status: outcome.status,
    headers: {
      'content-type': 'application/json',
      'request-id': requestId,
      'stripe-version': version ?? API_VERSION,
      ...(key && c.req.method === 'POST' && { 'idempotency-key': key }),
      ...(outcome.replayed && { 'idempotent-replayed': 'true' }),
      ...(outcome.status === 409 && { 'stripe-should-retry': 'true' }),
    },
  });
}

function execute(requestId: string, work: () => object): Outcome {
  try {
    return { status: 200, body: toWire(work()), kept: true };
  } catch (error) {
    return { ...refusal(error, requestId), kept: error instanceof ApiError };
  }
}

/** https://docs.stripe.com/api/errors */
function refusal(error: unknown, requestId: string): Outcome {
  if (!(error instanceof ApiError)) {
    console.error(`sandbox: ${requestId} failed:`, error);
    const message = 'An unexpected error occurred in the sandbox; its log says more.';
    return { status: 500, body: toWire({ error: { type: 'api_error', message } }), kept: false };
  }
  const { type = 'invalid_request_error', code, param, declineCode } = error.details;
  const body = {
    error: {
      ...(code && { code, doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}` }),
      ...(declineCode && { decline_code: declineCode }),
      message: error.message,
      ...(param && { param }),
      request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
      type,
    },
  };
  return { status: error.status, body: toWire(body), kept: false };
}

/** Reads `a[b][0]=c` as Stripe does; limits are those of the largest request it takes. */
function parse(text: string): { [key: string]: Raw } {
  return qs.parse(text, { depth: 12, plainObjects: true, arrayLimit: 1000, parameterLimit: 20_000 }) as {
    [key: string]: Raw;
  };
}
