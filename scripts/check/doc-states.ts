import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canTransitionFulfillment, canTransitionPayment } from '../../lib/fulfillment/decision/order-states';
import { FulfillmentState, PaymentState } from '../../lib/generated/prisma/enums';
import { handledEvents } from '../../lib/stripe/handled-events';

/** Every transition between two different states of a kind, drawn as the document draws it. */
const drawnAs = <State extends string>(states: State[], can: (from: State, to: State) => boolean) =>
  states.flatMap((from) =>
    states.flatMap((to) => (from !== to && can(from, to) ? [`${from} --> ${to}`] : [])),
  );

/**
 * Holds the diagrams of docs/fulfillment.md to the transitions that are allowed, and its table of events to those the
 * shop acts on.
 *
 * @param document the text of docs/fulfillment.md
 * @returns what is wrong with it, as sentences
 */
export function stateFaults(document: string): string[] {
  const drawn = new Set([...document.matchAll(/^ {2}(\w+ --> \w+)$/gm)].map(([, move = '']) => move));
  const allowed = new Set([
    ...drawnAs(Object.values(PaymentState), canTransitionPayment),
    ...drawnAs(Object.values(FulfillmentState), canTransitionFulfillment),
  ]);
  return [
    ...[...allowed]
      .filter((move) => !drawn.has(move))
      .map((move) => `does not draw ${move}, which is allowed`),
    ...[...drawn].filter((move) => !allowed.has(move)).map((move) => `draws ${move}, which is never allowed`),
    ...handledEvents
      .filter((kind) => !document.includes(`\`${kind}\``))
      .map((kind) => `does not name ${kind}, which the shop acts on`),
  ].map((fault) => `docs/fulfillment.md ${fault}`);
}

/** The same for the project in a folder. */
export const checkStates = (root: string): string[] =>
  stateFaults(readFileSync(join(root, 'docs/fulfillment.md'), 'utf8'));
