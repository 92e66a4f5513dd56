import { table } from '../../table';
import type { KindTables } from '../tables-of-kind';
import type { DownloadRow, DownloadRows } from './rows';

export const downloadTables: KindTables<DownloadRows> = {
  downloads: {
    from: 'download_grant WHERE fulfillment_id IN (SELECT id FROM own_fulfillment) ORDER BY id',
    table: table<DownloadRow>(
      'download_grant',
      {
        ...{ id: 'uuid', fulfillmentId: 'uuid', fileId: 'uuid' },
        ...{ limit: 'integer', count: 'integer', revokedAt: 'timestamptz' },
      },
      { key: ['id'], fixed: ['fulfillmentId', 'fileId', 'count'] },
    ),
  },
};
