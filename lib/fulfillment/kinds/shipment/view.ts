/** Parcels are the order's, and shown beside its lines. */
export const shipment = {
  include: {},
  view: (_fulfillments: readonly object[]): object => ({}),
};
