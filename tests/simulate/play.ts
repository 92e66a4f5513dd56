import { checkEnd } from './check-end';
import { finish } from './finish';
import { type Schedule, type Step, scheduleOf } from './steps';
import { takeStep } from './take-step';
import { World } from './world';

export interface Failure {
  message: string;
  /** The invariant, so that a shorter schedule fails in the same way. */
  kind: string;
}

export interface Played {
  failure: Failure | null;
  decisions: number;
}

/** Plays one schedule to its end, holding every invariant after each write. */
export async function play({ seed, steps }: Schedule): Promise<Played> {
  const world = new World(seed);
  let failure: Failure | null = null;
  try {
    for (const step of steps) await takeStep(world, step);
    await finish(world);
    checkEnd(world);
  } catch (error) {
    failure = failureOf(error);
  }
  return { failure, decisions: world.transactions.decisions };
}

/** What ended a play. */
export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  // Figures and names differ where steps are left out; what failed does not.
  return { message, kind: message.replaceAll(/\S*\d\S*/g, '#').slice(0, 60) };
}

/** Plays one schedule, in memory or beside it on a database. */
export type Player = (schedule: Schedule) => Promise<Played>;

/** Leaves out steps as long as the rest fails in the same way: halves first, single steps last. */
export async function shrink(schedule: Schedule, kind: string, playOne: Player = play): Promise<Schedule> {
  let { steps } = schedule;
  for (let size = Math.ceil(steps.length / 2); size >= 1; ) {
    let hasShrunk = false;
    for (let from = steps.length - size; from > -size; from -= size) {
      const rest: Step[] = steps.filter((_, index) => index < from || index >= from + size);
      if (rest.length === steps.length) continue;
      const { failure } = await playOne({ ...schedule, steps: rest });
      if (failure?.kind !== kind) continue;
      steps = rest;
      hasShrunk = true;
    }
    if (size === 1 && !hasShrunk) break;
    size = Math.max(1, Math.floor(size / 2));
  }
  return { ...schedule, steps };
}

export interface Found {
  index: number;
  failure: Failure;
  shrunk: Schedule;
}

export interface Simulated {
  played: number;
  decisions: number;
  found: Found | null;
}

interface Options {
  from?: number;
  /** Begins no schedule any more after so many seconds. */
  seconds?: number;
  playOne?: Player;
  /** Whether a schedule that fails is shrunk. */
  shrinks?: boolean;
  onProgress?: (played: number) => void;
}

/**
 * Plays schedules of a seed until one fails or all are played.
 *
 * @param options.from the number of the first schedule
 */
export async function simulate(seed: number, count: number, options: Options = {}): Promise<Simulated> {
  const {
    from = 0,
    seconds = Number.POSITIVE_INFINITY,
    playOne = play,
    shrinks = true,
    onProgress,
  } = options;
  const deadline = performance.now() + seconds * 1000;
  let decisions = 0;
  let played = 0;
  for (; played < count && performance.now() < deadline; played++) {
    const index = from + played;
    const schedule = scheduleOf(seed, index);
    const { failure, decisions: made } = await playOne(schedule);
    decisions += made;
    if (failure) {
      const shrunk = shrinks ? await shrink(schedule, failure.kind, playOne) : schedule;
      return { played: played + 1, decisions, found: { index, failure, shrunk } };
    }
    if (played % 10_000 === 9_999) onProgress?.(played + 1);
  }
  return { played, decisions, found: null };
}
