import { expect, test } from 'vitest';
import { startDraft } from '@/lib/fulfillment/decision/draft';
import { moveFulfillment } from '@/lib/fulfillment/decision/move-fulfillment';
import { type DecidedOrder, ordered, session, start } from '../../../support/decision';

function draftOf({ state, goods }: DecidedOrder) {
  const facts = { state, goods, mails: [], endpoints: [], buyer: null };
  const given = {
    now: new Date(start.getTime() + 1),
    newId: String,
    newKey: String,
    receipts: 'own' as const,
  };
  return startDraft(facts, { trigger: 'merchant', actor: 'a@b.test' }, given, undefined);
}

test('a move the state table does not know changes nothing, and stands on the timeline', () => {
  const draft = draftOf(ordered());
  const before = draft.state.order;
  expect(moveFulfillment(draft, 'unfulfilled', { attention: [{ code: 'no_lines' }] })).toBe('fulfilled');
  expect(draft.state.order).toBe(before);
  expect(draft.notes).toEqual([
    { kind: 'transition_refused', data: { from: 'fulfilled', to: 'unfulfilled' } },
  ]);
});

test('an order that needs a person for the same reason keeps the time since when', () => {
  const order = ordered({ cup: 2 }, {}, { cup: 0 });
  expect(order.order.attentionAt).toEqual(start);
  order.later(1).decide({ session: session({ cup: 2 }) });
  expect(order.order.attentionAt).toEqual(start);
  const draft = draftOf(order);
  moveFulfillment(draft, 'needs_attention', { attention: order.order.attention });
  expect(draft.state.order?.attentionAt).toEqual(start);
  order.arrive('cup', 1).decide({ session: session({ cup: 2 }) });
  expect(order.order.attentionAt).toEqual(order.now);
});
