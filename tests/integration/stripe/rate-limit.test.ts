import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { reconcile } from '@/lib/jobs/reconcile';
import { stripe as client } from '@/lib/stripe/client';
import { callStripe, StripeUnavailable } from '@/lib/stripe/errors';
import { inBackground } from '@/lib/stripe/rate-limit';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();
const ask = () => callStripe(() => client().products.list({ limit: 1 }));

let shopper: ChildProcess | undefined;
afterEach(async () => {
  shopper?.kill('SIGKILL');
  shopper = undefined;
  stripe.engine.faults.clear();
  await expectInvariants();
});

test('work in the background stays near the limit, and no shopper of another process is turned away meanwhile', async () => {
  const limit = 25;
  const seconds = 10;
  shopper = fork(fileURLToPath(new URL('./shopper-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(shopper, 'message');
  stripe.engine.faults.set({ rateLimit: { perSecond: limit, reason: 'global-rate' } });
  const end = performance.now() + seconds * 1_000;
  let answered = 0;
  await inBackground(() =>
    Promise.all(
      Array.from({ length: 12 }, async () => {
        while (performance.now() < end) {
          await ask();
          answered += 1;
        }
      }),
    ),
  );
  shopper.send('stop');
  const [{ took, refused }] = (await once(shopper, 'message')) as [{ took: number[]; refused: number }];
  expect(refused).toBe(0);
  expect(took.length).toBeGreaterThan(10);
  expect(Math.max(...took)).toBeLessThan(3_000);
  // Of what the shopper leaves, the pauses after a refusal included.
  expect(answered).toBeGreaterThan(0.45 * seconds * (limit - 3));
});

test('a call of a shopper’s is not held up by what the background waits for in the same process', async () => {
  const isOver = new AbortController();
  const busy = inBackground(async () => {
    while (!isOver.signal.aborted) await Promise.all(Array.from({ length: 50 }, ask));
  });
  const slowest: number[] = [];
  for (let at = 0; at < 5; at++) {
    const started = performance.now();
    await ask();
    slowest.push(performance.now() - started);
  }
  isOver.abort();
  await busy;
  expect(Math.max(...slowest)).toBeLessThan(500);
});

test('a reconciliation goes on under a limit that is lower than what it has to ask', async () => {
  await db().sweepMark.deleteMany();
  const sessions: string[] = [];
  for (let at = 0; at < 3; at++) {
    sessions.push(await buy(stripe, [{ slug: 'amici', quantity: 1 }]));
  }
  stripe.engine.faults.set({ rateLimit: { perSecond: 3, reason: 'endpoint-rate' } });
  await reconcile();
  expect(await db().order.count({ where: { sessionId: { in: sessions } } })).toBe(3);
  expect(await db().sweepMark.count()).toBe(2);
});

test('a limit that leaves a shopper nothing is told within seconds', async () => {
  stripe.engine.faults.set({ rateLimit: { perSecond: 0.001 } });
  const others = setInterval(() => fetch(`${stripe.url}/v1/prices`).catch(() => {}), 50);
  await new Promise((resolve) => setTimeout(resolve, 200));
  try {
    const started = performance.now();
    const calls = await Promise.allSettled(Array.from({ length: 8 }, ask));
    expect(performance.now() - started).toBeLessThan(4_000);
    const refused = calls.filter((one) => one.status === 'rejected');
    expect(refused.length).toBeGreaterThan(3);
    for (const one of refused) expect(one.reason).toBeInstanceOf(StripeUnavailable);
  } finally {
    clearInterval(others);
  }
});
