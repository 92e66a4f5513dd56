import { isDeepStrictEqual } from 'node:util';
import { endCheckout } from '../../../lib/checkout/end-checkout';
import { db, pool, type Tx } from '../../../lib/db';
import type { Answer } from '../../../lib/fulfillment/decision/decide-all';
import { eraseOrders } from '../../../lib/fulfillment/erase-orders';
import { targetOfOrder, targetOfSession } from '../../../lib/fulfillment/targets';
import { type DecisionRequest, writeDecisions } from '../../../lib/fulfillment/write-decisions';
import { Prisma } from '../../../lib/generated/prisma/client';
import { addJob } from '../../../lib/queue/add-job';
import { holdStock } from '../../../lib/stock/holds';
import { receiveStock } from '../../../lib/stock/receive-stock';
import type { Asked, Change } from '../journal';
import { idOf } from '../transactions';
import { hold } from '../violation';
import { fileRow, insertInto, keyRow } from './fill';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

const acts: { [Kind in Change['kind']]: (change: Of<Kind>) => Promise<void> } = {
  decided: async ({ asked, answers, now, firstId }) => {
    const given = await writeDecisions(asked.map(requestOf), giver(now, firstId));
    hold(
      isDeepStrictEqual(given.map(gist), answers.map(gist)),
      'agreement',
      () =>
        `PostgreSQL answers ${JSON.stringify(given.map(gist))}, memory ${JSON.stringify(answers.map(gist))}`,
    );
  },
  refused: async ({ asked, now, firstId }) => {
    const isWritten = await writeDecisions(asked.map(requestOf), giver(now, firstId)).then(
      () => true,
      () => false,
    );
    hold(!isWritten, 'agreement', () => 'PostgreSQL writes what memory refuses');
  },
  opened: async ({ checkout, wanted }) => {
    const items = [...wanted].map(([variantId, quantity]) => ({ variantId, quantity }));
    await db().$transaction(async (tx) => {
      await tx.checkout.create({ data: { ...checkout, cart: checkout.cart ?? Prisma.JsonNull } });
      await holdStock(tx, checkout.id, items);
    });
  },
  ended_checkout: async ({ checkoutId }) => await endCheckout(checkoutId),
  received: async ({ variantId, units, seen }) => {
    await receiveStock({ variantId, units, seen });
  },
  loaded: async ({ keys, now }) => {
    const [first] = keys;
    if (!first) return;
    await pool().query(
      insertInto(
        'license_key',
        keys.map((key) => keyRow(key, now)),
      ),
    );
    await db().$transaction((tx: Tx) => addJob(tx, 'fulfill_key_orders', { variantId: first.variantId }));
  },
  uploaded: async ({ variantId, fileId }) => {
    await pool().query(insertInto('product_file', [fileRow(fileId, variantId)]));
  },
  erased: async ({ orderId, buyerId, ended }) => {
    const which = { orderId, buyerId, ended: new Set(ended) };
    const result = await eraseOrders(which, 'ottavia@example.com');
    hold(result.erased, 'agreement', () => `PostgreSQL does not erase: ${JSON.stringify(result)}`);
  },
};

/** Repeats a transaction of the play on the database, by the functions of the shop. */
export async function repeat(change: Change): Promise<void> {
  // The change picks its act by its own kind, which the compiler cannot follow through the lookup.
  const act = acts[change.kind] as (change: Change) => Promise<void>;
  await act(change);
}

/** The same time, IDs and keys as in memory, however often the transaction begins. */
function giver(now: number, firstId: number) {
  return () => {
    let ids = firstId;
    const newId = () => idOf(++ids);
    return { now: new Date(now), newId, newKey: () => `made-${newId()}`, receipts: 'own' as const };
  };
}

/** What is refused carries what no database keeps in JSON. */
function requestOf({ sessionId, isRefused, ...question }: Asked): DecisionRequest {
  const { session, records } = question.view;
  const target = session ? targetOfSession(session) : targetOfOrder({ id: '', sessionId });
  const unkeepable = { kind: 'refund' as const, objectId: 're', hash: 'unkeepable', body: '\u0000' };
  const view = isRefused ? { ...question.view, records: [...records, unkeepable] } : question.view;
  return { ...question, target, view, startedAt: performance.now() };
}

/** What tells two answers apart beside their plans, whose rows are compared. */
function gist(answer: Answer) {
  if (answer === 'stale') return answer;
  const { order, changed, paidNow, moved, wish } = answer;
  const { id, payment, fulfillment } = order ?? {};
  return { id, payment, fulfillment, changed, paidNow, moved, wish };
}
