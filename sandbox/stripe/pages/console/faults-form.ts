import type { ApiRule, WebhookRule } from '../../control/settings';

export type Deed = WebhookRule['do'] | ApiRule['do'];

/** One input of a switch, by the name it has in the rule. */
export interface Setting {
  name: string;
  label: string;
  kind: 'number' | 'choice' | 'text';
  /** What it holds while the switch is off. */
  first: string;
  choices?: readonly (readonly [value: string, words: string])[];
}

export interface Switch {
  deed: Deed;
  name: string;
  what: string;
  settings: Setting[];
}

const ms = (first: string): Setting => ({ name: 'ms', label: 'Milliseconds', kind: 'number', first });
const work: Setting = {
  name: 'work',
  label: 'The request',
  kind: 'choice',
  first: 'before',
  choices: [
    ['before', 'has not been done'],
    ['after', 'has been done'],
  ],
};

export const WEBHOOK_SWITCHES: Switch[] = [
  {
    deed: 'drop',
    name: 'Drop',
    what: 'The attempt never arrives, so it is tried again later.',
    settings: [],
  },
  {
    deed: 'duplicate',
    name: 'Duplicate',
    what: 'The same event arrives more than once.',
    settings: [{ name: 'copies', label: 'Copies', kind: 'number', first: '1' }, ms('0')],
  },
  {
    deed: 'twin',
    name: 'Twin',
    what: 'A second event, with an ID of its own, tells of the same change.',
    settings: [],
  },
  { deed: 'delay', name: 'Delay', what: 'The first attempt leaves later.', settings: [ms('2000')] },
  {
    deed: 'gather',
    name: 'Reorder',
    what: 'First attempts wait for each other and then leave in another order, or all at once.',
    settings: [
      ms('500'),
      {
        name: 'order',
        label: 'Order',
        kind: 'choice',
        first: 'shuffled',
        choices: [
          ['shuffled', 'shuffled'],
          ['reversed', 'reversed'],
          ['parallel', 'in parallel'],
        ],
      },
    ],
  },
  {
    deed: 'previous_secret',
    name: 'Previous secret',
    what: 'Signed with what the secret was before its rotation; with nobody’s where there was none.',
    settings: [],
  },
  {
    deed: 'tamper',
    name: 'Tamper',
    what: 'What arrives is not what was signed, or was signed too long ago.',
    settings: [
      {
        name: 'part',
        label: 'What is wrong',
        kind: 'choice',
        first: 'body',
        choices: [
          ['body', 'the body'],
          ['signature', 'the signature'],
          ['timestamp', 'the time of signing'],
        ],
      },
    ],
  },
];

export const API_SWITCHES: Switch[] = [
  { deed: 'slow', name: 'Slow', what: 'Answers come late.', settings: [ms('3000')] },
  {
    deed: 'fail',
    name: 'Server error',
    what: 'The answer is an error of Stripe’s own.',
    settings: [{ name: 'status', label: 'Status', kind: 'number', first: '500' }, work],
  },
  { deed: 'cut', name: 'Cut', what: 'The connection breaks instead of an answer.', settings: [work] },
];

/** To what a rule is limited: none of these filled in, it holds always. */
export const CONDITIONS: Record<'webhooks' | 'api', Setting[]> = {
  webhooks: [
    { name: 'types', label: 'Event types', kind: 'text', first: '' },
    { name: 'nth', label: 'Only the nth events', kind: 'text', first: '' },
    { name: 'attempts', label: 'Only the nth attempts', kind: 'text', first: '' },
  ],
  api: [
    { name: 'methods', label: 'Methods', kind: 'text', first: '' },
    { name: 'paths', label: 'Paths', kind: 'text', first: '' },
    { name: 'nth', label: 'Only the nth requests', kind: 'text', first: '' },
  ],
};

const NUMBERS = new Set(['ms', 'copies', 'status']);
const NUMBER_LISTS = new Set(['nth', 'attempts']);

/**
 * The rule a posted form describes. What is empty is left out; the engine judges the rest.
 *
 * @throws Error that names the input which is no number.
 */
export function ruleOf(deed: string, form: Record<string, string>): Record<string, unknown> {
  const rule: Record<string, unknown> = { do: deed };
  for (const [name, value] of Object.entries(form)) {
    const typed = value.trim();
    if (typed === '') continue;
    if (name === 'share') {
      const share = numberOf(typed.replace(/\s*%$/, ''), 'The share');
      if (share !== 100) rule.chance = share / 100;
    } else if (NUMBERS.has(name)) rule[name] = numberOf(typed, name);
    else if (NUMBER_LISTS.has(name)) rule[name] = listOf(typed).map((part) => numberOf(part, name));
    else if (name === 'methods') rule[name] = listOf(typed.toUpperCase());
    else if (name === 'types' || name === 'paths') rule[name] = listOf(typed);
    else rule[name] = typed;
  }
  return rule;
}

/** A value of a rule as its input shows it. */
export function shownValue(rule: WebhookRule | ApiRule | undefined, { name, first }: Setting): string {
  if (!rule) return first;
  const value: unknown = Reflect.get(rule, name);
  if (Array.isArray(value)) return value.join(', ');
  return value === undefined ? '' : String(value);
}

/** Per cent of the things a rule may befall that it does befall. */
export const shownShare = (rule: WebhookRule | ApiRule | undefined): string =>
  String(Math.round((rule?.chance ?? 1) * 1000) / 10);

export function numberOf(typed: string, what: string): number {
  const number = Number(typed.replace(',', '.'));
  if (typed.trim() === '' || !Number.isFinite(number))
    throw new Error(`${what}: “${typed}” is not a number.`);
  return number;
}

const listOf = (typed: string): string[] => typed.split(/[\s,]+/).filter(Boolean);
