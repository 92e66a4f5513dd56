import { Hono } from 'hono';
import { ApiError } from '../errors';
import type { SandboxEngine } from '../sandbox-engine';
import { clock } from '../state/clock';
import { lazyZod } from '../state/lazy';
import { rotateSecret } from '../webhooks/rotation';
import type { World } from '../world';
import { type FaultChange, shapes } from './settings';

/** The control API under `/_sandbox`: see README.md beside this file. */
export function control(world: World, engine: SandboxEngine): Hono {
  const app = new Hono().basePath('/_sandbox');
  const { faults } = engine;
  const time = () => ({ now: faults.clock.now(), speed: clock.multiple });

  app.use(async (c, next) => {
    // A page of another site can send a form here, but no JSON: that needs this server's leave.
    const written = c.req.method === 'POST' || c.req.method === 'PATCH';
    if (!written || c.req.header('content-type')?.startsWith('application/json')) return next();
    return c.json({ error: 'The body has to be JSON, with content-type: application/json.' }, 415);
  });
  app.onError((error, c) => {
    const z = lazyZod();
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    if (error instanceof ApiError) return c.json({ error: error.message }, error.status === 404 ? 404 : 400);
    if (error instanceof SyntaxError) return c.json({ error: 'The body is not JSON.' }, 400);
    throw error;
  });

  app.get('/faults', (c) => c.json(faults.current()));
  app.patch('/faults', async (c) => {
    // The fault rules check it themselves.
    faults.set(shapes().faultChange.parse(await c.req.json()) as FaultChange);
    return c.json(faults.current());
  });
  app.delete('/faults', (c) => {
    faults.clear();
    return c.json(faults.current());
  });

  app.get('/clock', (c) => c.json(time()));
  app.post('/clock', async (c) => {
    const { speed, advance } = shapes().clock.parse(await c.req.json());
    if (speed !== undefined) faults.clock.speed(speed);
    if (advance !== undefined) await faults.clock.advance(advance);
    return c.json(time());
  });

  app.post('/endpoints/:id/rotate', async (c) => {
    const { overlap } = shapes().rotation.parse(await c.req.json());
    return c.json({ secret: rotateSecret(world, c.req.param('id'), overlap) });
  });
  app.post('/deliveries/pause', async (c) => {
    shapes().nothing.parse(await c.req.json());
    engine.pauseDeliveries();
    return c.json({ paused: true });
  });
  app.post('/deliveries/resume', async (c) => {
    shapes().nothing.parse(await c.req.json());
    engine.resumeDeliveries();
    return c.json({ paused: false });
  });
  app.get('/deliveries', (c) => c.json(engine.account.deliveries(c.req.query('event'))));
  app.post('/events/:id/resend', async (c) => {
    shapes().nothing.parse(await c.req.json());
    return c.json(await engine.account.resend(c.req.param('id')));
  });
  app.post('/debits/:intent/settle', async (c) => {
    const { outcome } = shapes().debit.parse(await c.req.json());
    await engine.account.settleDebit(c.req.param('intent'), outcome);
    return c.json({ outcome });
  });
  app.all('*', (c) => c.json({ error: 'There is no such control.' }, 404));
  return app;
}
