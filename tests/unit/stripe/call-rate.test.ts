import { describe, expect, test } from 'vitest';
import {
  afterAnswer,
  afterCall,
  afterRefusal,
  type CallRate,
  firstRate,
  waitFor,
} from '@/lib/stripe/call-rate';

const rate = (changes: Partial<CallRate> = {}): CallRate => ({ ...firstRate(0), credit: 0, ...changes });
const refused = { sentAt: 0, retryAfter: null };

describe('when a call in the background may go', () => {
  test.each<[string, Partial<CallRate>, number, number]>([
    ['at once where there is one left', { credit: 1 }, 0, 0],
    ['when the next one is earned', { credit: 0 }, 0, 100],
    ['after part of one, that much earlier', { credit: 0.75 }, 0, 25],
    ['after what the shoppers have overdrawn', { credit: -4 }, 0, 500],
    ['at once when enough time has gone by', { credit: 0 }, 100, 0],
    ['after the pause, and then as it is earned', { credit: 0, at: 2_000 }, 500, 1_600],
    ['after the pause with what was left, too', { credit: 1, at: 2_000 }, 500, 1_500],
  ])('%s', (_, changes, now, ms) => {
    expect(waitFor(rate(changes), now)).toBeCloseTo(ms);
  });

  test('a tenth of a second’s worth is saved up, or two calls, and no more', () => {
    const idle = rate({ perSecond: 50, ceiling: 100 });
    expect(afterCall(idle, 60_000).credit).toBe(4);
    expect(afterCall(rate({ perSecond: 3 }), 60_000).credit).toBe(1);
  });

  test('the first ten calls of a process go at once, the eleventh after a tenth of a second', () => {
    let at = firstRate(0);
    for (let call = 0; call < 10; call++) {
      expect(waitFor(at, 0)).toBe(0);
      at = afterCall(at, 0);
    }
    expect(waitFor(at, 0)).toBe(100);
  });

  test('calls that never wait hold it up by no more than half a second', () => {
    let at = rate({ perSecond: 20 });
    for (let call = 0; call < 1_000; call++) at = afterCall(at, 0);
    expect(at.credit).toBe(-10);
    expect(waitFor(at, 0)).toBe(550);
  });
});

describe('what an answer does to the rate', () => {
  test.each<[string, Partial<CallRate>, number]>([
    ['one more a second as long as Stripe has refused nothing', {}, 11],
    ['nothing where the rate held nobody up', { credit: 2 }, 10],
    ['a tenth more while far below where it refused', { ceiling: 20 }, 10.1],
    ['a hundredth more once near', { ceiling: 12 }, 10.01],
    ['a hundredth more where it refused', { ceiling: 10 }, 10.01],
    ['a tenth more past it, as the limit must have risen', { ceiling: 9 }, 10.1],
    ['nothing while it pauses', { at: 5_000 }, 10],
  ])('%s', (_, changes, perSecond) => {
    expect(afterAnswer(rate(changes), 0, 0).perSecond).toBeCloseTo(perSecond);
  });

  test('only one that was sent after the last refusal says that Stripe takes calls again', () => {
    const paused = rate({ triedFrom: 1_000, refusals: 2 });
    expect(afterAnswer(paused, 900, 1_000).refusals).toBe(2);
    expect(afterAnswer(paused, 1_000, 1_100).refusals).toBe(0);
  });
});

describe('what a refusal does', () => {
  test('halves the rate, remembers where it was, and pauses for a second without saving anything up', () => {
    const at = afterRefusal(rate({ perSecond: 40, credit: 3 }), refused, 10);
    expect(at).toMatchObject({
      perSecond: 20,
      ceiling: 40,
      credit: 0,
      at: 1_010,
      triedFrom: 1_010,
      refusals: 1,
    });
    expect(waitFor(at, 10)).toBe(1_050);
  });

  test('halves it once for all that were under way together', () => {
    const once = afterRefusal(rate({ perSecond: 40 }), refused, 10);
    const twice = afterRefusal(once, { ...refused, sentAt: 9 }, 12);
    expect(twice).toEqual(once);
    const duringPause = afterRefusal(once, { ...refused, sentAt: 900 }, 950);
    expect(duringPause.perSecond).toBe(20);
    expect(afterRefusal(once, { ...refused, sentAt: 1_010 }, 1_060).perSecond).toBe(10);
  });

  test('pauses as long as Stripe asks, also where it is old news', () => {
    expect(afterRefusal(rate(), { sentAt: 0, retryAfter: 5_000 }, 0).at).toBe(5_000);
    const known = rate({ triedFrom: 10, at: 10 });
    expect(afterRefusal(known, { sentAt: 0, retryAfter: 5_000 }, 10)).toMatchObject({
      at: 5_010,
      perSecond: 10,
    });
  });

  test('pauses twice as long each time, up to eight seconds, and never falls below one call a second', () => {
    let at = rate();
    const pauses: number[] = [];
    for (let time = 0; time < 6; time++) {
      const now = at.at;
      at = afterRefusal(at, { sentAt: now, retryAfter: null }, now);
      pauses.push(at.at - now);
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    expect(at.perSecond).toBe(1);
  });
});

/** A Stripe that answers after 50 ms and refuses what is above its limit in any second; all at once otherwise. */
function play(limit: (second: number) => number, seconds: number, shoppersEach = 0) {
  const latency = 50;
  let at = firstRate(0);
  const sent: number[] = [];
  const news: { due: number; sentAt: number; isRefused: boolean }[] = [];
  const perSecond = { answered: Array<number>(seconds).fill(0), refused: Array<number>(seconds).fill(0) };
  const send = (now: number, mayRefuse: (isRefused: boolean) => void) => {
    while (sent[0] !== undefined && sent[0] <= now - 1_000) sent.shift();
    const isRefused = sent.length >= limit(Math.floor(now / 1_000));
    if (!isRefused) sent.push(now);
    at = afterCall(at, now);
    news.push({ due: now + latency, sentAt: now, isRefused });
    mayRefuse(isRefused);
  };
  let shoppersRefused = 0;
  for (let now = 0; now < seconds * 1_000; now++) {
    for (let next = news[0]; next && next.due <= now; next = news[0]) {
      news.shift();
      at = next.isRefused
        ? afterRefusal(at, { sentAt: next.sentAt, retryAfter: null }, now)
        : afterAnswer(at, next.sentAt, now);
    }
    if (shoppersEach > 0 && now % shoppersEach === shoppersEach - 1) {
      send(now, (isRefused) => {
        shoppersRefused += Number(isRefused);
      });
    }
    if (waitFor(at, now) > 0) continue;
    send(now, (isRefused) => {
      const second = Math.floor(now / 1_000);
      const seen = isRefused ? perSecond.refused : perSecond.answered;
      seen[second] = (seen[second] ?? 0) + 1;
    });
  }
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return { ...perSecond, share: (from: number) => sum(perSecond.answered.slice(from)), shoppersRefused, sum };
}

describe('played against a limit', () => {
  test.each([25, 100])(
    'of %d a second it takes three quarters of it, and a hundredth is refused',
    (limit) => {
      const seen = play(() => limit, 120);
      expect(seen.share(10) / (110 * limit)).toBeGreaterThan(0.75);
      expect(seen.sum(seen.refused) / seen.sum(seen.answered)).toBeLessThan(0.01);
    },
  );

  test('that does not exist it asks for hundreds a second after four seconds', () => {
    const seen = play(() => 100_000, 5);
    expect(seen.answered[4]).toBeGreaterThan(300);
  });

  test('that falls to a fifth it is below within three seconds, and finds the old one again', () => {
    const seen = play((second) => (second >= 20 && second < 30 ? 20 : 100), 240);
    expect(Math.max(...seen.answered.slice(23, 30))).toBeLessThanOrEqual(20);
    expect(Math.max(...seen.answered.slice(-60))).toBeGreaterThan(90);
  });

  test('it leaves what shoppers ask beside it, whose calls are seldom refused at the first try', () => {
    const seen = play(() => 25, 120, 250);
    expect(seen.share(10) / (110 * 21)).toBeGreaterThan(0.7);
    expect(seen.shoppersRefused / (4 * 120)).toBeLessThan(0.02);
  });
});
