/**
 * How many units of a back-ordered line are still to be sent: those bought and not paid back, less those that lie in a
 * parcel or have left.
 *
 * @param line with its fulfilments of the kind *shipment*
 */
export function missingUnits(line: {
  quantity: number;
  unitsRefunded: number;
  fulfillments: readonly { units: number }[];
}): number {
  const granted = line.fulfillments.reduce((sum, { units }) => sum + units, 0);
  return Math.max(0, line.quantity - line.unitsRefunded - granted);
}
