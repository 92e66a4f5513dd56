import type { Table } from '../table';

/** The table behind each set of a kind's rows, in the order in which foreign keys let them be written. */
export type KindTables<Rows> = {
  [Set in keyof Rows]: {
    table: Table;
    /**
     * Where the rows come from, as SQL after `FROM`: those of `own_order` or `own_fulfillment`, found by an index. A row
     * belongs to the order that its `orderId` or its `fulfillmentId` names.
     */
    from: string;
  };
};
