/** What writing an answer of Stripe's did. */
export type Written = 'same' | 'stale' | 'changed';

/**
 * Reconciles an order with Stripe, without a lock held while Stripe is asked. Where something changed, Stripe is asked
 * again afterwards, until its answer is the one that was written down: the last writer has then seen what is true.
 * Where another wrote after this answer was asked for, it may be stale: it is not written down, and Stripe is asked
 * again. So nothing opens or closes for a moment, and nothing is announced that is over.
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
