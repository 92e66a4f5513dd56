import type { BuyerLine, BuyerOrder } from '../../buyer-view/buyer-order';
import { kindLetters } from '../../fulfillment/kinds/letters';
import type { LetterTools } from './letter-tools';

/**
 * What the buyer no longer has of these lines, one sentence each, as the order stands now.
 *
 * @param lines each with how many of its units the money is for
 */
export function takenBack(
  { parcels }: BuyerOrder,
  lines: { line: BuyerLine; units: number }[],
  tools: LetterTools,
): string[] {
  return lines.flatMap(({ line, units }) =>
    kindLetters.flatMap((kind) => kind.takenBack(line, tools, units, parcels)),
  );
}
