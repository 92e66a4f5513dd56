import type { ParcelState } from '../../../generated/prisma/enums';
import type { KindLetter, LetterGoods } from '../letter';

export const shipment: KindLetter = {
  /** A line that is sent and nothing else needs no word: the letter itself says that it is packed. */
  given: ({ kinds }, { t }, letter) => ({
    notes:
      letter === 'receipt' && kinds.includes('shipment') && kinds.length > 1
        ? [t('mail.notes.shipment')]
        : [],
  }),
  takenBack: (line, { t }, refunded, parcels) => {
    const units = Math.min(refunded, stopped(line, parcels));
    return units > 0 ? [t('mail.refund.unsent', { count: units, name: line.name })] : [];
  },
};

/** Units of a line that have not left and lie in no parcel that will: they were stopped, or never got that far. */
function stopped(line: LetterGoods, parcels: Parameters<KindLetter['takenBack']>[3]): number {
  if (!line.kinds.includes('shipment')) return 0;
  const items = (states: ParcelState[]) =>
    parcels
      .filter(({ state }) => states.includes(state))
      .flatMap((parcel) => parcel.items)
      .filter(({ lineId }) => lineId === line.id)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  const coming = line.state === 'cancelled' ? 0 : items(['awaiting_shipment']);
  return Math.max(0, line.quantity - items(['shipped', 'delivered']) - coming);
}
