/** How many calls a second Stripe is asked, learnt from its answers. Times in milliseconds of one clock that never goes back. */
export interface CallRate {
  perSecond: number;
  /** At so many a second Stripe last refused one; null as long as it has refused none. */
  ceiling: number | null;
  /** Calls that may go now; below zero where calls that never wait have taken more than there were. */
  credit: number;
  /** The moment that `credit` was reckoned for. Lies ahead where Stripe asked for a pause. */
  at: number;
  /** From when on calls are sent at this rate: one that was sent before and is refused says nothing new of it. */
  triedFrom: number;
  /** Refusals since an answer last came. */
  refusals: number;
}

/** Of the 25 a second that an account in test mode has, and the 100 of a live one. https://docs.stripe.com/rate-limits */
const first = 10;
const least = 1;
/** Of the rate at which Stripe refused, so much is approached quickly, and only the rest with care: it is the shoppers'. */
const safe = 0.8;
/** What each answer adds to the rate while no ceiling is known: the rate doubles in 0.7 seconds. */
const search = 1;
/** The same below the safe share of the ceiling and, as it no longer holds, above it: ten percent a second. */
const approach = 0.1;
/** The same between the two: one percent a second. */
const probe = 0.01;
/** Seconds' worth of calls that may go at once. More, and what is saved up would go beyond any limit by itself. */
const burst = 0.1;
/** The pause after a refusal that names none: Stripe counts by the second. Twice as long each time, up to the longest. */
const pause = 1_000;
const longestPause = 8_000;

/** The rate of a process that has not asked anything yet: the first ten calls go at once. */
export const firstRate = (now: number): CallRate => ({
  ...{ perSecond: first, ceiling: null, credit: first, at: now },
  ...{ triedFrom: Number.NEGATIVE_INFINITY, refusals: 0 },
});

/** The most that can be saved up; where it is, the rate holds nobody up. */
const most = (perSecond: number): number => Math.max(2, perSecond * burst);

/** What there is by now; what had been saved up before stays. */
function reckoned(rate: CallRate, now: number): CallRate {
  if (now <= rate.at) return rate;
  const earned = ((now - rate.at) / 1000) * rate.perSecond;
  const credit = Math.max(rate.credit, Math.min(rate.credit + earned, most(rate.perSecond)));
  return { ...rate, credit, at: now };
}

/** How long a call that may wait has to; 0 where it may go. */
export function waitFor(rate: CallRate, now: number): number {
  const { at, credit, perSecond } = reckoned(rate, now);
  const paused = Math.max(0, at - now);
  return credit >= 1 ? paused : paused + ((1 - credit) / perSecond) * 1000;
}

/** A call goes out, whether it had to wait or not. What those that never wait overdraw is no more than half a second's worth. */
export function afterCall(rate: CallRate, now: number): CallRate {
  const there = reckoned(rate, now);
  return { ...there, credit: Math.max(there.credit - 1, -there.perSecond / 2) };
}

/** Stripe answered. The rate grows where it is what holds calls up: one that nobody needs has not been tried. */
export function afterAnswer(rate: CallRate, sentAt: number, now: number): CallRate {
  const there = { ...reckoned(rate, now), refusals: sentAt < rate.triedFrom ? rate.refusals : 0 };
  if (there.credit >= most(there.perSecond) || there.at > now) return there;
  return { ...there, perSecond: there.perSecond + growth(there) };
}

function growth({ perSecond, ceiling }: CallRate): number {
  if (ceiling === null) return search;
  return perSecond < ceiling * safe || perSecond > ceiling ? approach : probe;
}

/**
 * Stripe refused a call because there were too many. The rate is halved once for all that were under way together, and
 * for those that did not wait for the end of the pause.
 *
 * @param retryAfter as Stripe asked, in milliseconds; null where it named nothing
 */
export function afterRefusal(
  rate: CallRate,
  { sentAt, retryAfter }: { sentAt: number; retryAfter: number | null },
  now: number,
): CallRate {
  const there = reckoned(rate, now);
  const isKnown = sentAt < there.triedFrom;
  const wait = retryAfter ?? (isKnown ? 0 : Math.min(pause * 2 ** there.refusals, longestPause));
  const at = Math.max(there.at, now + wait);
  const credit = Math.min(there.credit, 0);
  if (isKnown) return { ...there, credit, at };
  return {
    ...{ perSecond: Math.max(least, there.perSecond / 2), ceiling: there.perSecond, credit, at },
    ...{ triedFrom: at, refusals: there.refusals + 1 },
  };
}
