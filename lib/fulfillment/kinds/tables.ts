import type { FulfillmentKind } from '../../generated/prisma/enums';
import type { Table } from '../table';
import { accessTables } from './access/tables';
import { downloadTables } from './download/tables';
import { licenseKeyTables } from './license-key/tables';
import type { KindRows, RowsOfKinds } from './rows';
import { shipmentTables } from './shipment/tables';
import type { KindTables } from './tables-of-kind';

const all = {
  shipment: shipmentTables,
  download: downloadTables,
  license_key: licenseKeyTables,
  access: accessTables,
} satisfies Record<FulfillmentKind, object> & { [Kind in keyof KindRows]: KindTables<KindRows[Kind]> };

const sets: [keyof RowsOfKinds, { table: Table; from: string }][] = Object.values(all).flatMap(
  (tables) => Object.entries(tables) as [keyof RowsOfKinds, { table: Table; from: string }][],
);

/** The names of all sets of rows that kinds keep. */
export const kindSets: readonly (keyof RowsOfKinds)[] = sets.map(([set]) => set);

/** The tables of all kinds, by set. */
export const kindTables = Object.fromEntries(sets.map(([set, { table }]) => [set, table])) as Record<
  keyof RowsOfKinds,
  Table
>;

/** Where the rows of each set come from, as SQL after `FROM`. */
export const kindSources = Object.fromEntries(sets.map(([set, { from }]) => [set, from])) as Record<
  keyof RowsOfKinds,
  string
>;
