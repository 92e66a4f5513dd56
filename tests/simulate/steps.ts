import { mix, Random } from './random';

/** What can happen, and how often beside the others. */
const weights = {
  /** A shopper presses the button: stock is held, a session opened. */
  checkout: 6,
  /** A session without a checkout of ours: a Payment Link, or another program's on the same account. */
  link: 3,
  complete: 9,
  settle: 5,
  expire: 2,
  /** The shop ends a checkout that can become no order any more. */
  end_checkout: 1,
  /** Stripe opens a session by itself to recover one that has expired. */
  recover: 1,
  /** The worker begins to handle an event that was or was not handled before. */
  deliver: 16,
  /** Several events are handled at the same time: what they lead to is written together. */
  batch: 4,
  land: 4,
  sweep: 3,
  /** Something that stopped half-way goes on. */
  resume: 12,
  /** Something that stopped half-way never goes on. */
  crash: 3,
  refund: 5,
  move_refund: 4,
  dispute: 2,
  move_dispute: 4,
  renew: 2,
  end_subscription: 1,
  by_hand: 2,
  back_order: 2,
  retry: 2,
  /** The merchant erases a buyer's details from an order. */
  erase: 1,
  ship: 3,
  receive: 2,
  load_keys: 2,
  upload: 1,
  run_job: 4,
  wait: 3,
  announce_ended: 1,
};

export type StepKind = keyof typeof weights;

/**
 * One thing that happens. What it happens to is found by `pick` among what there is, and how by `roll`, so that a
 * schedule stays one when steps are left out of it.
 */
export interface Step {
  kind: StepKind;
  pick: number;
  roll: number;
}

export interface Schedule {
  seed: number;
  steps: readonly Step[];
}

const kinds = Object.keys(weights) as StepKind[];
const wheel = kinds.flatMap((kind) => Array.from({ length: weights[kind] }, () => kind));

/** The schedule of a number under a seed: always the same. */
export function scheduleOf(seed: number, index: number): Schedule {
  const own = mix(seed, index);
  const random = new Random(own);
  const length = 10 + random.below(50);
  const steps: Step[] = [];
  for (let made = 0; made < length; made++) {
    steps.push({
      kind: wheel[random.below(wheel.length)] as StepKind,
      pick: random.next(),
      roll: random.next(),
    });
  }
  return { seed: own, steps };
}
