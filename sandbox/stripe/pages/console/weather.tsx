/** @jsxImportSource hono/jsx */
import type { ApiRule, WeatherSettings, WebhookRule } from '../../control/settings';
import { Action, Pill } from './frame';
import {
  API_SWITCHES,
  CONDITIONS,
  type Setting,
  type Switch,
  shownShare,
  shownValue,
  WEBHOOK_SWITCHES,
} from './weather-form';
import { writtenMoment } from './words';

interface WeatherProps {
  settings: WeatherSettings;
  /** The sandbox's time in Unix milliseconds, and how many seconds of it pass in a real one. */
  clock: { now: number; multiple: number };
}

/** Everything that can go wrong on the way, on demand. */
export const WeatherPage = ({ settings, clock }: WeatherProps) => {
  const count = settings.webhooks.length + settings.api.length + (settings.rateLimit ? 1 : 0);
  return (
    <>
      <header class="head">
        <h1>Weather</h1>
        <Pill
          state={
            count === 0 ? { word: 'All calm', tone: 'good' } : { word: `${count} in force`, tone: 'wait' }
          }
        />
        <div class="actions">
          <Action to="/weather/calm" label="All calm" />
        </div>
      </header>
      <p class="lead">
        What Stripe and the internet do on a bad day. The same seed and the same events in the same order have
        the same weather.
      </p>
      <Group title="Webhooks" kind="webhooks" switches={WEBHOOK_SWITCHES} rules={settings.webhooks} />
      <Group title="API" kind="api" switches={API_SWITCHES} rules={settings.api}>
        <RateLimit limit={settings.rateLimit} />
      </Group>
      <div class="pair-of-panels">
        <Clock {...clock} />
        <section aria-labelledby="seed-title">
          <h2 id="seed-title">Seed</h2>
          <form method="post" action="/weather/seed" class="row-form">
            <Input id="seed" name="seed" label="A whole number" value={String(settings.seed)} size={10} />
            <button type="submit" class="small">
              Set
            </button>
          </form>
          <p class="quiet">Setting it starts counting and chance anew.</p>
        </section>
      </div>
    </>
  );
};

interface GroupProps {
  title: string;
  kind: 'webhooks' | 'api';
  switches: Switch[];
  rules: (WebhookRule | ApiRule)[];
  children?: unknown;
}

const Group = ({ title, kind, switches, rules, children }: GroupProps) => (
  <section aria-labelledby={`${kind}-title`}>
    <h2 id={`${kind}-title`}>{title}</h2>
    <ul class="switches">
      {switches.map((entry) => (
        <Row
          key={entry.deed}
          kind={kind}
          entry={entry}
          rules={rules.filter((rule) => rule.do === entry.deed)}
        />
      ))}
      {children}
    </ul>
  </section>
);

interface RowProps {
  key: string;
  kind: 'webhooks' | 'api';
  entry: Switch;
  rules: (WebhookRule | ApiRule)[];
}

const Row = ({ kind, entry, rules }: RowProps) => {
  const [rule] = rules;
  const { deed, name, what, settings } = entry;
  const conditions = CONDITIONS[kind];
  const limited = rule !== undefined && conditions.some((setting) => shownValue(rule, setting) !== '');
  return (
    <li class={rule ? 'on' : undefined}>
      <form method="post" action={`/weather/${kind}/${deed}`}>
        <Title name={name} what={what} on={rule !== undefined}>
          {rules.length > 1 && <p class="quiet">{rules.length - 1} more set through the control API.</p>}
        </Title>
        <div class="settings">
          <Input id={`${deed}-share`} name="share" label="Share (%)" value={shownShare(rule)} size={4} />
          {settings.map((setting) => (
            <Adjust key={setting.name} id={`${deed}-${setting.name}`} setting={setting} rule={rule} />
          ))}
          <details open={limited}>
            <summary aria-label={`Only some (${name})`}>Only some</summary>
            <div class="settings">
              {conditions.map((setting) => (
                <Adjust key={setting.name} id={`${deed}-${setting.name}`} setting={setting} rule={rule} />
              ))}
            </div>
          </details>
        </div>
        <Buttons name={name} on={rule !== undefined} />
      </form>
    </li>
  );
};

const RateLimit = ({ limit }: { limit: WeatherSettings['rateLimit'] }) => {
  const reasons = [
    'global-rate',
    'endpoint-rate',
    'global-concurrency',
    'endpoint-concurrency',
    'resource-specific',
  ] as const;
  return (
    <li class={limit ? 'on' : undefined}>
      <form method="post" action="/weather/rate-limit">
        <Title
          name="Rate limit"
          what="Requests above it in any second get 429 and the reason in a header."
          on={limit !== null}
        />
        <div class="settings">
          <Input
            id="perSecond"
            name="perSecond"
            label="A second"
            value={String(limit?.perSecond ?? 25)}
            size={4}
          />
          <Choice
            id="reason"
            name="reason"
            label="Reason"
            value={limit?.reason ?? 'global-rate'}
            choices={reasons.map((reason) => [reason, reason] as const)}
          />
        </div>
        <Buttons name="Rate limit" on={limit !== null} />
      </form>
    </li>
  );
};

const Title = ({
  name,
  what,
  on,
  children,
}: {
  name: string;
  what: string;
  on: boolean;
  children?: unknown;
}) => (
  <div class="title">
    <h3>
      {name} {on && <Pill state={{ word: 'On', tone: 'wait' }} />}
    </h3>
    <p class="quiet">{what}</p>
    {children}
  </div>
);

/** Names what it switches, as there is one pair for every row. */
const Buttons = ({ name, on }: { name: string; on: boolean }) => (
  <div class="switch-buttons">
    <button
      type="submit"
      name="turn"
      value="on"
      class="small"
      aria-label={`${on ? 'Change' : 'Turn on'}: ${name}`}
    >
      {on ? 'Change' : 'Turn on'}
    </button>
    {on && (
      <button type="submit" name="turn" value="off" class="small" aria-label={`Turn off: ${name}`}>
        Turn off
      </button>
    )}
  </div>
);

const Adjust = ({
  id,
  setting,
  rule,
}: {
  key?: string;
  id: string;
  setting: Setting;
  rule: WebhookRule | ApiRule | undefined;
}) => {
  const value = shownValue(rule, setting);
  if (setting.choices) {
    return (
      <Choice id={id} name={setting.name} label={setting.label} value={value} choices={setting.choices} />
    );
  }
  return (
    <Input
      id={id}
      name={setting.name}
      label={setting.label}
      value={value}
      size={setting.kind === 'number' ? 6 : 14}
    />
  );
};

interface InputProps {
  id: string;
  name: string;
  label: string;
  value: string;
  size: number;
}

const Input = ({ id, name, label, value, size }: InputProps) => (
  <div class="setting">
    <label for={id}>{label}</label>
    <input id={id} name={name} value={value} size={size} autocomplete="off" spellcheck={false} />
  </div>
);

const Choice = ({
  id,
  name,
  label,
  value,
  choices,
}: Omit<InputProps, 'size'> & { choices: NonNullable<Setting['choices']> }) => (
  <div class="setting">
    <label for={id}>{label}</label>
    <select id={id} name={name}>
      {choices.map(([choice, words]) => (
        <option key={choice} value={choice} selected={choice === value}>
          {words}
        </option>
      ))}
    </select>
  </div>
);

const STEPS = [
  ['600000', '10 minutes'],
  ['3600000', '1 hour'],
  ['86400000', '1 day'],
  ['2678400000', '31 days'],
] as const;

const Clock = ({ now, multiple }: WeatherProps['clock']) => (
  <section aria-labelledby="clock-title">
    <h2 id="clock-title">Clock</h2>
    <p>
      <time datetime={new Date(now).toISOString()}>{writtenMoment(new Date(now))}</time>{' '}
      <span class="quiet">
        {multiple === 1 ? 'as fast as real time' : `${multiple} times as fast as real time`}
      </span>
    </p>
    <form method="post" action="/weather/clock/advance" class="row-form">
      <span class="quiet" id="advance-by">
        Move on by
      </span>
      {STEPS.map(([by, words]) => (
        <button key={by} type="submit" name="by" value={by} class="small" aria-describedby="advance-by">
          {words}
        </button>
      ))}
    </form>
    <form method="post" action="/weather/clock/speed" class="row-form">
      <Input id="multiple" name="multiple" label="Speed (× real time)" value={String(multiple)} size={7} />
      <button type="submit" class="small">
        Set speed
      </button>
    </form>
    <p class="quiet">
      Moving it on runs what is due until then: retries of webhooks, bank debits, expiries, renewals. It goes
      forward only, until the sandbox is started again.
    </p>
  </section>
);
