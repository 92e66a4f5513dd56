/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import type { WeatherChange } from '../../control/settings';
import { LONGEST_JUMP } from '../../control/settings';
import type { Weather } from '../../control/weather';
import { clock } from '../../state/clock';
import { act, fields, page } from './answers';
import { WeatherPage } from './weather';
import { API_SWITCHES, type Deed, numberOf, ruleOf, WEBHOOK_SWITCHES } from './weather-form';

/** The weather page and its switches. */
export function weatherRoutes(weather: Weather): Hono {
  const app = new Hono();

  app.get('/weather', (c) => {
    const time = { now: weather.clock.now(), multiple: clock.multiple };
    const body = <WeatherPage settings={weather.current()} clock={time} />;
    // What somebody is typing into a switch must not be replaced under their hands.
    return page(c, '/weather', 'Weather', body, false);
  });

  app.post('/weather/calm', (c) =>
    act(c, '/weather', 'All calm.', async () => {
      weather.calm();
    }),
  );

  app.post('/weather/webhooks/:deed', async (c) => {
    const { turn, ...form } = await fields(c);
    const { webhooks } = weather.current();
    return set(c, nameOf(c.req.param('deed')), turn, () =>
      // What a person typed is judged by the engine, rule by rule.
      weather.set({ webhooks: replaced(webhooks, c.req.param('deed'), turn, form) as typeof webhooks }),
    );
  });

  app.post('/weather/api/:deed', async (c) => {
    const { turn, ...form } = await fields(c);
    const { api } = weather.current();
    return set(c, nameOf(c.req.param('deed')), turn, () =>
      weather.set({ api: replaced(api, c.req.param('deed'), turn, form) as typeof api }),
    );
  });

  app.post('/weather/rate-limit', async (c) => {
    const { turn, perSecond = '', reason } = await fields(c);
    return set(c, 'Rate limit', turn, () => {
      if (turn === 'off') return weather.set({ rateLimit: null });
      const limit = { perSecond: numberOf(perSecond, 'A second'), ...(reason && { reason }) };
      weather.set({ rateLimit: limit as Exclude<WeatherChange['rateLimit'], null> });
    });
  });

  app.post('/weather/seed', async (c) => {
    const { seed = '' } = await fields(c);
    return act(c, '/weather', `The seed is ${seed.trim()}.`, () =>
      told(() => weather.set({ seed: numberOf(seed, 'The seed') })),
    );
  });

  app.post('/weather/clock/advance', async (c) => {
    const { by = '' } = await fields(c);
    return act(c, '/weather', 'The clock has moved on, and what was due has run.', () => {
      const milliseconds = numberOf(by, 'The time to move on by');
      if (milliseconds <= 0) throw new Error('The clock goes forward only.');
      if (milliseconds > LONGEST_JUMP) throw new Error('The clock goes ten years at a time at most.');
      return weather.clock.advance(milliseconds);
    });
  });

  app.post('/weather/clock/speed', async (c) => {
    const { multiple = '' } = await fields(c);
    return act(c, '/weather', 'The clock’s speed is set.', async () => {
      const wanted = numberOf(multiple, 'The speed');
      if (wanted <= 0) throw new Error('The speed has to be above 0.');
      weather.clock.speed(wanted);
    });
  });

  return app;
}

function set(c: Context, name: string, turn: string | undefined, change: () => void) {
  return act(c, '/weather', `${name} is ${turn === 'off' ? 'off' : 'on'}.`, () => told(change));
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
