import type { BuyerLine, BuyerOrder } from '../../buyer-view/buyer-order';
import { totalRows } from '../../buyer-view/totals';
import { kindLetters } from '../../fulfillment/kinds/letters';
import type { LetterLine, LetterPart, LetterReceipt } from './letter';
import type { LetterTools } from './letter-tools';

/** What a line gave, in words, and its licence keys; nothing that was taken back. */
function given(
  line: BuyerLine,
  tools: LetterTools,
  letter: 'receipt' | 'delivery',
): Pick<LetterLine, 'notes' | 'keys'> {
  const parts = kindLetters.map((kind) => kind.given(line, tools, letter));
  return { notes: parts.flatMap(({ notes }) => notes), keys: parts.flatMap(({ keys }) => keys ?? []) };
}

function receiptLine(order: BuyerOrder, line: BuyerLine, tools: LetterTools, granted: boolean): LetterLine {
  const { t, money } = tools;
  const { notes, keys } = granted ? given(line, tools, 'receipt') : { notes: [], keys: [] };
  return {
    id: line.id,
    name: line.name,
    quantity: line.quantity,
    amount: money(line.amountSubtotal, order.currency),
    notes: [
      ...(granted && line.state === 'needs_attention' ? [t('mail.notes.attention')] : []),
      ...(granted && line.state === 'back_ordered' ? [t('mail.notes.backOrdered')] : []),
      ...notes,
    ],
    keys,
  };
}

/**
 * What was bought and what it came to.
 *
 * @param granted tell what each line gave, licence keys included; only for what is paid (I2) and not disputed
 */
export function receiptPart(order: BuyerOrder, tools: LetterTools, granted: boolean): LetterReceipt {
  const { t, money } = tools;
  return {
    lines: order.lines.map((line) => receiptLine(order, line, tools, granted)),
    rows: totalRows(order, order.hasShipment).map(({ name, amount }) => ({
      label: t(`totals.${name}`),
      amount: name === 'shipping' && amount === 0 ? t('totals.free') : money(amount, order.currency),
    })),
    total: { label: t('totals.total'), amount: money(order.amountTotal, order.currency) },
  };
}

/** The lines that gave something to fetch, to type in or to enter, without their price. */
export function grantedPart(order: BuyerOrder, tools: LetterTools): LetterReceipt {
  const lines = order.lines.flatMap((line) => {
    const { notes, keys } = given(line, tools, 'delivery');
    if (notes.length === 0) return [];
    return [{ id: line.id, name: line.name, quantity: line.quantity, amount: null, notes, keys }];
  });
  return { lines, rows: [], total: null };
}

/** Where the goods go, for an order that has any. */
export function addressPart({ hasShipment, shippingAddress }: BuyerOrder, { t }: LetterTools): LetterPart[] {
  if (!hasShipment || !shippingAddress) return [];
  const { name, lines } = shippingAddress;
  return [{ heading: t('mail.shipTo'), lines: name ? [name, ...lines] : lines }];
}
