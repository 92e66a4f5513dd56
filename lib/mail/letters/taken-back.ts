import type { BuyerLine, BuyerOrder } from '../../buyer-view/buyer-order';
import type { LetterTools } from './letter-tools';

/** Units of a line that have not left and lie in no parcel that will: they were stopped, or never got that far. */
function stopped(order: BuyerOrder, line: BuyerLine): number {
  if (!line.kinds.includes('shipment')) return 0;
  const items = (states: string[]) =>
    order.parcels
      .filter(({ state }) => states.includes(state))
      .flatMap((parcel) => parcel.items)
      .filter(({ lineId }) => lineId === line.id)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  const coming = line.state === 'cancelled' ? 0 : items(['awaiting_shipment']);
  return Math.max(0, line.quantity - items(['shipped', 'delivered']) - coming);
}

/**
 * What the buyer no longer has of these lines, one sentence each, as the order stands now.
 *
 * @param lines each with how many of its units the money is for
 */
export function takenBack(
  order: BuyerOrder,
  lines: { line: BuyerLine; units: number }[],
  { t }: LetterTools,
): string[] {
  return lines.flatMap(({ line, units: refunded }) => {
    const { name, downloads, keys, access } = line;
    const units = Math.min(refunded, stopped(order, line));
    return [
      ...(units > 0 ? [t('mail.refund.unsent', { count: units, name })] : []),
      ...(downloads.some(({ revoked }) => revoked) ? [t('mail.refund.download', { name })] : []),
      ...keys.filter(({ revoked }) => revoked).map(({ key }) => t('mail.refund.key', { name, key })),
      ...(access?.revoked ? [t('mail.refund.access', { name })] : []),
    ];
  });
}
