import { batchCalls } from '../batch-calls';
import { pool } from '../db';
import type { FulfillmentState, PaymentState } from '../generated/prisma/enums';

/** How far the order of a session is. */
export interface OrderStateOf {
  id: string;
  sessionId: string;
  payment: PaymentState;
  fulfillment: FulfillmentState;
}

/** Reads how far the order of a session is, by one indexed read; null where there is none. Sessions that are asked for together, together. */
export const readOrderState = batchCalls(
  async (sessionIds: string[]): Promise<(OrderStateOf | null)[]> => {
    const { rows } = await pool().query<OrderStateOf>({
      name: 'read_order_states',
      text: `
        SELECT id, session_id AS "sessionId", payment, fulfillment FROM orders
        WHERE session_id = ANY ($1::text[])`,
      values: [sessionIds],
    });
    return sessionIds.map((sessionId) => rows.find((row) => row.sessionId === sessionId) ?? null);
  },
  { batchSize: 100, inFlight: 1 },
);
