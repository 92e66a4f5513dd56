/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import type { Faults } from '../../control/fault-rules';
import type { FaultChange } from '../../control/settings';
import { LONGEST_JUMP } from '../../control/settings';
import { clock } from '../../state/clock';
import { act, fields, page } from './answers';
import { FaultsPage } from './faults';
import { API_SWITCHES, type Deed, numberOf, ruleOf, WEBHOOK_SWITCHES } from './faults-form';

/** The page of faults and its switches. */
export function faultRoutes(faults: Faults): Hono {
  const app = new Hono();

  app.get('/faults', (c) => {
    const time = { now: faults.clock.now(), multiple: clock.multiple };
    const body = <FaultsPage settings={faults.current()} clock={time} />;
    // What somebody is typing into a switch must not be replaced under their hands.
    return page(c, '/faults', 'Faults', body, false);
  });

  app.post('/faults/clear', (c) =>
    act(c, '/faults', 'No faults any more.', async () => {
      faults.clear();
    }),
  );

  app.post('/faults/webhooks/:deed', async (c) => {
    const { turn, ...form } = await fields(c);
    const { webhooks } = faults.current();
    return set(c, nameOf(c.req.param('deed')), turn, () =>
      // What a person typed is judged by the engine, rule by rule.
      faults.set({ webhooks: replaced(webhooks, c.req.param('deed'), turn, form) as typeof webhooks }),
    );
  });

  app.post('/faults/api/:deed', async (c) => {
    const { turn, ...form } = await fields(c);
    const { api } = faults.current();
    return set(c, nameOf(c.req.param('deed')), turn, () =>
      faults.set({ api: replaced(api, c.req.param('deed'), turn, form) as typeof api }),
    );
  });

  app.post('/faults/rate-limit', async (c) => {
    const { turn, perSecond = '', reason } = await fields(c);
    return set(c, 'Rate limit', turn, () => {
      if (turn === 'off') return faults.set({ rateLimit: null });
      const limit = { perSecond: numberOf(perSecond, 'A second'), ...(reason && { reason }) };
      faults.set({ rateLimit: limit as Exclude<FaultChange['rateLimit'], null> });
    });
  });

  app.post('/faults/seed', async (c) => {
    const { seed = '' } = await fields(c);
    return act(c, '/faults', `The seed is ${seed.trim()}.`, () =>
      told(() => faults.set({ seed: numberOf(seed, 'The seed') })),
    );
  });

  app.post('/faults/clock/advance', async (c) => {
    const { by = '' } = await fields(c);
    return act(c, '/faults', 'The clock has moved on, and what was due has run.', () => {
      const milliseconds = numberOf(by, 'The time to move on by');
      if (milliseconds <= 0) throw new Error('The clock goes forward only.');
      if (milliseconds > LONGEST_JUMP) throw new Error('The clock goes ten years at a time at most.');
      return faults.clock.advance(milliseconds);
    });
  });

  app.post('/faults/clock/speed', async (c) => {
    const { multiple = '' } = await fields(c);
    return act(c, '/faults', 'The clock’s speed is set.', async () => {
      const wanted = numberOf(multiple, 'The speed');
      if (wanted <= 0) throw new Error('The speed has to be above 0.');
      faults.clock.speed(wanted);
    });
  });

  return app;
}

function set(c: Context, name: string, turn: string | undefined, change: () => void) {
  return act(c, '/faults', `${name} is ${turn === 'off' ? 'off' : 'on'}.`, () => told(change));
}

/** Does it, and says in a sentence which setting makes no sense. */
async function told(change: () => void): Promise<void> {
  try {
    change();
  } catch (error) {
    const issue = firstIssue(error);
    throw issue === null ? error : new Error(issue);
  }
}

/** The first thing a schema found wrong; its library is not loaded for that, as it would slow down the start. */
function firstIssue(error: unknown): string | null {
  if (!(error instanceof Error && 'issues' in error && Array.isArray(error.issues))) return null;
  const [issue] = error.issues as { path: PropertyKey[]; message: string }[];
  return issue ? `${String(issue.path.at(-1) ?? 'It')}: ${issue.message}` : null;
}

/** The rules with the first of this deed as the form says, in its place; or with none of them. */
function replaced(
  rules: { do: string }[],
  deed: string,
  turn: string | undefined,
  form: Record<string, string>,
): Record<string, unknown>[] {
  if (turn === 'off') return rules.filter((rule) => rule.do !== deed);
  const wanted = ruleOf(deed, form);
  const place = rules.findIndex((rule) => rule.do === deed);
  return place < 0 ? [...rules, wanted] : rules.map((rule, at) => (at === place ? wanted : rule));
}

const nameOf = (deed: Deed | string): string =>
  [...WEBHOOK_SWITCHES, ...API_SWITCHES].find((entry) => entry.deed === deed)?.name ?? deed;
