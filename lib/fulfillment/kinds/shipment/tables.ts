import { table } from '../../table';
import type { KindTables } from '../tables-of-kind';
import type { ParcelItemRow, ParcelRow, ShipmentRows } from './rows';

export const shipmentTables: KindTables<ShipmentRows> = {
  parcels: {
    from: 'parcel WHERE order_id IN (SELECT id FROM own_order) ORDER BY number',
    table: table<ParcelRow>(
      'parcel',
      {
        ...{ id: 'uuid', orderId: 'uuid', number: 'integer', state: 'parcel_state' },
        ...{ carrier: 'text', trackingNumber: 'text', trackingUrl: 'text', createdAt: 'timestamptz' },
        ...{ shippedAt: 'timestamptz', deliveredAt: 'timestamptz', shippedBy: 'fulfillment_trigger' },
        ...{ announcedRevision: 'integer', announcedReady: 'boolean', announcedMark: 'text' },
        timesMailed: 'integer',
      },
      { key: ['id'], fixed: ['orderId', 'number', 'createdAt'] },
    ),
  },
  parcelItems: {
    from: 'parcel_item WHERE fulfillment_id IN (SELECT id FROM own_fulfillment) ORDER BY parcel_id, fulfillment_id',
    table: table<ParcelItemRow>(
      'parcel_item',
      { parcelId: 'uuid', fulfillmentId: 'uuid', quantity: 'integer' },
      { key: ['parcelId', 'fulfillmentId'], deletable: true },
    ),
  },
};
