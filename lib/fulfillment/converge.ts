/** What writing an answer of Stripe's did. */
export type Written = 'same' | 'stale' | 'changed';

/**
 * Brings an order to where Stripe says it should be, without a lock held while Stripe is asked. Where something changed,
 * Stripe is asked again afterwards, until its answer is the one that was written down: whoever writes last has then seen
 * what is true. Where somebody else wrote after this answer was asked for, it may be the older one: it is not written
 * down, and Stripe is asked again. So nothing opens or closes for a moment, and nobody is told of what is over.
 *
 * @param ask asks Stripe, and notes beforehand how far the order was then; null where Stripe knows nothing
 * @param write decides and writes; `stale` where the order was further on than the answer
 * @param isSame whether two answers say the same
 * @returns whether anything changed
 */
export async function convergeWithStripe<Answer extends object>(
  ask: () => Promise<Answer | null>,
  write: (answer: Answer) => Promise<Written>,
  isSame: (before: Answer, after: Answer) => boolean,
): Promise<boolean> {
  let hasChanged = false;
  for (let answer = await ask(); answer !== null; ) {
    const written = await write(answer);
    if (written === 'same') break;
    const next = await ask();
    if (written === 'changed') {
      hasChanged = true;
      if (next === null || isSame(answer, next)) break;
    }
    answer = next;
  }
  return hasChanged;
}
