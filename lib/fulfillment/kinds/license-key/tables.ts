import { table } from '../../table';
import type { KindTables } from '../tables-of-kind';
import type { KeyRow, LicenseKeyRows } from './rows';

export const licenseKeyTables: KindTables<LicenseKeyRows> = {
  keys: {
    from: 'license_key WHERE fulfillment_id IN (SELECT id FROM own_fulfillment) ORDER BY fulfillment_id, unit',
    table: table<KeyRow>(
      'license_key',
      {
        ...{ id: 'uuid', variantId: 'uuid', key: 'text', fulfillmentId: 'uuid', unit: 'integer' },
        ...{ grantedAt: 'timestamptz', revokedAt: 'timestamptz' },
      },
      // A key drawn from the pool comes to the order as a new row of its state.
      { key: ['id'], fixed: ['variantId', 'key'], upsert: true },
    ),
  },
};
