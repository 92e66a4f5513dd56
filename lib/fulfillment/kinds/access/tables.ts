import { table, writtenAt } from '../../table';
import type { KindTables } from '../tables-of-kind';
import type { AccessRows, EntitlementRow } from './rows';

export const accessTables: KindTables<AccessRows> = {
  entitlements: {
    from: 'entitlement WHERE fulfillment_id IN (SELECT id FROM own_fulfillment) ORDER BY id',
    table: table<EntitlementRow>(
      'entitlement',
      {
        ...{ id: 'uuid', fulfillmentId: 'uuid', productId: 'uuid', email: 'text', subscriptionId: 'text' },
        ...{
          startsAt: 'timestamptz',
          endsAt: 'timestamptz',
          revokedAt: 'timestamptz',
          announcedOpen: 'boolean',
        },
        ...{ timesAnnounced: 'integer', updatedAt: 'timestamptz' },
      },
      { key: ['id'], fixed: ['fulfillmentId', 'productId'], written: writtenAt },
    ),
  },
};
