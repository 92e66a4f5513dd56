/** @jsxImportSource hono/jsx */
import type { ApiRule, FaultSettings, WebhookRule } from '../../control/settings';
import { Clock, type ClockFacts } from './faults-clock';
import {
  API_SWITCHES,
  CONDITIONS,
  type Switch,
  shownShare,
  shownValue,
  WEBHOOK_SWITCHES,
} from './faults-form';
import { Adjust, Buttons, Choice, Input, Title } from './faults-inputs';
import { Action, Pill } from './frame';

interface FaultsProps {
  settings: FaultSettings;
  clock: ClockFacts;
}

/** Everything that can go wrong on the way, on demand. */
export const FaultsPage = ({ settings, clock }: FaultsProps) => {
  const count = inForce(settings);
  return (
    <>
      <header class="head">
        <h1>Faults</h1>
        <Pill
          state={
            count === 0 ? { word: 'No faults', tone: 'good' } : { word: `${count} in force`, tone: 'wait' }
          }
        />
        <div class="actions">
          <Action to="/faults/clear" label="Clear all" />
        </div>
      </header>
      <p class="lead">
        What Stripe and the internet do on a bad day. The same seed and the same events in the same order have
        the same faults.
      </p>
      <Group title="Webhooks" kind="webhooks" switches={WEBHOOK_SWITCHES} rules={settings.webhooks} />
      <Group title="API" kind="api" switches={API_SWITCHES} rules={settings.api}>
        <RateLimit limit={settings.rateLimit} />
      </Group>
      <div class="pair-of-panels">
        <Clock {...clock} />
        <section aria-labelledby="seed-title">
          <h2 id="seed-title">Seed</h2>
          <form method="post" action="/faults/seed" class="row-form">
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

/** How many rules are in force. */
export const inForce = ({ webhooks, api, rateLimit }: FaultSettings): number =>
  webhooks.length + api.length + (rateLimit ? 1 : 0);

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
      <form method="post" action={`/faults/${kind}/${deed}`}>
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

const RateLimit = ({ limit }: { limit: FaultSettings['rateLimit'] }) => {
  const reasons = [
    'global-rate',
    'endpoint-rate',
    'global-concurrency',
    'endpoint-concurrency',
    'resource-specific',
  ] as const;
  return (
    <li class={limit ? 'on' : undefined}>
      <form method="post" action="/faults/rate-limit">
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
