import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canTransitionFulfillment, canTransitionPayment } from '@/lib/fulfillment/decision/order-states';
import { FulfillmentState, PaymentState } from '@/lib/generated/prisma/enums';
import { handledEvents } from '@/lib/stripe/handled-events';

const text = readFileSync('docs/fulfillment.md', 'utf8');
const drawn = new Set([...text.matchAll(/^ {2}(\w+ --> \w+)$/gm)].map(([, move]) => move));

/** Every move between two different states of a kind, drawn as the document draws it. */
const movesOf = <State extends string>(states: State[], may: (from: State, to: State) => boolean) =>
  states.flatMap((from) =>
    states.flatMap((to) => (from !== to && may(from, to) ? [`${from} --> ${to}`] : [])),
  );

test('the diagrams of docs/fulfillment.md draw the moves that are allowed, and no other', () => {
  expect(drawn).toEqual(
    new Set([
      ...movesOf(Object.values(PaymentState), canTransitionPayment),
      ...movesOf(Object.values(FulfillmentState), canTransitionFulfillment),
    ]),
  );
});

test('docs/fulfillment.md names every kind of event the shop acts on', () => {
  for (const kind of handledEvents) expect(text).toContain(`\`${kind}\``);
});
