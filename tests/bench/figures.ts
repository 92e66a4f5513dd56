import type { Sample } from './watch';

export type SeriesName =
  | 'floor'
  | 'off'
  | 'inline'
  | 'slow'
  | 'hand'
  | 'single'
  | 'one'
  | 'two'
  | 'reconcile'
  | 'limited'
  | 'statements'
  | 'thousand'
  | 'million';

/** What was measured in one round, one after the other. */
export type Round = Partial<Record<SeriesName, Sample>>;

/** What one round says of a figure. `ratio` is `value` over `against`; both are missing where it stands for itself. */
export interface Seen extends Sample {
  value: number;
}

/** A figure of the bench, as it is printed and written down: every number is the median of the rounds. */
export interface Figure {
  key: string;
  unit: string;
  /** What it is compared with. */
  against: string | null;
  goal: string;
  met: boolean;
  seen: Seen;
}

interface Definition {
  unit: string;
  against: string | null;
  needs: SeriesName[];
  /** Each of what it needs. */
  of(round: Record<SeriesName, Sample>): Seen;
  goal: string;
  isMet(seen: (name: string) => number): boolean;
}

const of = (sample: Sample, name: string): number => sample[name] ?? Number.NaN;

function compared(value: number, against: number, more: Sample = {}): Seen {
  return { value, against, ratio: value / against, ...more };
}

const tails = (run: Sample, floor: Sample): Sample => ({
  p50: of(run, 'p50'),
  p99: of(run, 'p99'),
  floorP50: of(floor, 'p50'),
  floorP99: of(floor, 'p99'),
  tail: of(run, 'p99') / of(floor, 'p99'),
  refused: of(run, 'refused'),
});

/** What is measured, against what, and what it has to be. */
export const definitions: Record<string, Definition> = {
  'webhook.off': {
    unit: 'answers/s',
    against: 'a bare route',
    needs: ['floor', 'off'],
    of: ({ floor, off }) => compared(of(off, 'rate'), of(floor, 'rate'), tails(off, floor)),
    goal: '≥ 0.85, tail ≤ 1.5',
    isMet: (seen) => seen('ratio') >= 0.85 && seen('tail') <= 1.5,
  },
  'webhook.inline': {
    unit: 'answers/s',
    against: 'a bare route',
    needs: ['floor', 'inline', 'one'],
    of: ({ floor, inline, one }) =>
      compared(of(inline, 'rate'), of(floor, 'rate'), {
        ...tails(inline, floor),
        orders: of(inline, 'orders'),
        backlog: of(inline, 'orders') / of(one, 'rate'),
      }),
    goal: '≥ 0.5, tail ≤ 2, backlog ≥ 0.3',
    isMet: (seen) => seen('ratio') >= 0.5 && seen('tail') <= 2 && seen('backlog') >= 0.3,
  },
  'webhook.stripeSlow': {
    unit: 'answers/s',
    against: 'a fast Stripe',
    needs: ['inline', 'slow'],
    of: ({ inline, slow }) => compared(of(slow, 'rate'), of(inline, 'rate'), tails(slow, inline)),
    goal: '≥ 0.9',
    isMet: (seen) => seen('ratio') >= 0.9,
  },
  'fulfill.single': {
    unit: 'orders/s',
    against: 'the rows by hand',
    needs: ['hand', 'single'],
    of: ({ hand, single }) => compared(of(single, 'rate'), of(hand, 'rate')),
    goal: '≥ 0.6',
    isMet: (seen) => seen('ratio') >= 0.6,
  },
  'fulfill.backlog': {
    unit: 'orders/s',
    against: 'the rows by hand',
    needs: ['hand', 'one', 'limited'],
    of: ({ hand, one, limited }) =>
      compared(of(one, 'rate'), of(hand, 'rate'), {
        limited: of(limited, 'rate'),
        twice: of(one, 'twice'),
      }),
    goal: '≥ 1, nothing twice',
    isMet: (seen) => seen('ratio') >= 1 && seen('twice') === 0,
  },
  'fulfill.workers': {
    unit: 'orders/s',
    against: 'one worker',
    needs: ['one', 'two'],
    of: ({ one, two }) => compared(of(two, 'rate'), of(one, 'rate'), { twice: of(two, 'twice') }),
    goal: '≥ 1, nothing twice',
    isMet: (seen) => seen('ratio') >= 1 && seen('twice') === 0,
  },
  mail: {
    unit: 'mails/s',
    against: 'fulfill.backlog',
    needs: ['one'],
    of: ({ one }) => compared(of(one, 'mails'), of(one, 'rate'), { afterwards: of(one, 'afterwards') }),
    goal: '≥ 0.4',
    isMet: (seen) => seen('ratio') >= 0.4,
  },
  'fulfill.statements': {
    unit: 'round trips',
    against: null,
    needs: ['statements'],
    of: ({ statements }) => ({
      value: of(statements, 'newOrder'),
      settled: of(statements, 'settledOrder'),
      statements: of(statements, 'newOrderStatements'),
    }),
    goal: '≤ 6, settled 1',
    isMet: (seen) => seen('value') <= 6 && seen('settled') <= 1,
  },
  reconcile: {
    unit: 'orders/s',
    against: 'fulfill.backlog',
    needs: ['one', 'reconcile'],
    of: ({ one, reconcile }) => compared(of(reconcile, 'rate'), of(one, 'rate')),
    goal: '≥ 0.5',
    isMet: (seen) => seen('ratio') >= 0.5,
  },
  memory: {
    unit: 'MB',
    against: null,
    needs: ['off', 'one'],
    of: ({ off, one }) => ({
      value: Math.max(of(off, 'peak'), of(one, 'peak')),
      web: of(off, 'peak'),
      worker: of(one, 'peak'),
      growth: of(one, 'growth'),
    }),
    goal: '≤ 350 each, growth ≤ 1.1',
    isMet: (seen) => seen('web') <= 350 && seen('worker') <= 350 && seen('growth') <= 1.1,
  },
  scale: {
    unit: 'orders/s',
    against: 'beside 1,000 orders',
    needs: ['thousand', 'million'],
    of: ({ thousand, million }) =>
      compared(of(million, 'backlog'), of(thousand, 'backlog'), {
        single: of(million, 'single') / of(thousand, 'single'),
      }),
    goal: '≥ 0.7, single too',
    isMet: (seen) => seen('ratio') >= 0.7 && seen('single') >= 0.7,
  },
};

/** Measured only where it is asked for: filling the tables takes minutes. */
export const onDemand: ReadonlySet<string> = new Set(['scale']);

/**
 * The figures that the rounds allow. A ratio is taken within its round, where both sides saw the same machine, and only
 * then the median: on a machine that others use, that of two medians compares different minutes.
 */
export function figuresOf(keys: string[], rounds: Round[]): Figure[] {
  return keys.flatMap((key) => {
    const definition = definitions[key];
    const complete = rounds.filter((round) => definition?.needs.every((name) => round[name] !== undefined));
    if (!definition || complete.length === 0) return [];
    const { unit, against, goal } = definition;
    const all = complete.map((round) => definition.of(round as Record<SeriesName, Sample>));
    const seen = { value: Number.NaN, ...medianOf(all) };
    const met = definition.isMet((name) => of(seen, name));
    return [{ key, unit, against, goal, met, seen }];
  });
}

/** Every value's median; where two are in the middle, the lower. */
export function medianOf(samples: Sample[]): Sample {
  const names = Object.keys(samples[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const measured = samples.map((sample) => of(sample, name)).filter((value) => !Number.isNaN(value));
      const values = measured.sort((a, b) => a - b);
      return [name, values[Math.floor((values.length - 1) / 2)] ?? Number.NaN];
    }),
  );
}

const short = (value: number): string =>
  Number.isNaN(value) ? '–' : value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));

/** The figures as a table to be read. */
export function tableOf(figures: Figure[]): string {
  const rows = figures.map(({ key, unit, against, goal, met, seen }) => {
    const { value, against: other, ratio, ...more } = seen;
    return [
      key,
      `${short(value)} ${unit}`,
      other === undefined ? '' : `${against}: ${short(other)}`,
      ratio === undefined ? '' : ratio.toFixed(2),
      goal,
      met ? 'met' : 'not met',
      Object.entries(more)
        .map(([name, one]) => `${name} ${short(one)}`)
        .join(', '),
    ];
  });
  const head = ['figure', 'measured', 'against', 'ratio', 'goal', '', 'beside'];
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: string[]) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ');
  return [head, ...rows].map((cells) => line(cells).trimEnd()).join('\n');
}
