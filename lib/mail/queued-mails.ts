import { batchCalls } from '../batch-calls';
import { pool } from '../db';

/** A mail that waits to be sent, as its row keeps it. */
export interface QueuedMailRow {
  id: string;
  idempotencyKey: string;
  orderId: string | null;
  template: string;
  data: unknown;
  recipient: string;
  locale: string;
}

/** A mail that the server took, and when. */
export interface SentMark {
  id: string;
  orderId: string | null;
  sentAt: Date;
}

/**
 * A mail is in no hurry: it waits for so many milliseconds that others are read, and noted as sent, by the same statement.
 */
const limits = { batchSize: 48, inFlight: 2, gatherFor: 60 };

/** Reads a mail that waits; null where there is none. Mails that are asked for together, together. */
export const readQueuedMail = batchCalls(async (ids: string[]): Promise<(QueuedMailRow | null)[]> => {
  const { rows } = await pool().query<QueuedMailRow>({
    name: 'read_queued_mails',
    text: `
      SELECT id, idempotency_key AS "idempotencyKey", order_id AS "orderId", template, data, recipient, locale
      FROM mail_message WHERE id = ANY ($1::uuid[]) AND state = 'queued'`,
    values: [ids],
  });
  return ids.map((id) => rows.find((row) => row.id === id) ?? null);
}, limits);

// Before any mail is changed, all of the orders are locked, in the order in which everybody does (lib/locks): the count
// is taken first, and once. `shareOrderLock` says why.
const markSentMails = `
  WITH shared AS MATERIALIZED (
    SELECT FROM orders WHERE id = ANY ($2::uuid[]) ORDER BY session_id FOR KEY SHARE
  ), sent AS (
    UPDATE mail_message m
    SET state = 'sent', sent_at = r."sentAt", last_tried_at = r."sentAt", attempts = attempts + 1, last_error = NULL
    FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "sentAt" timestamptz)
    WHERE m.id = r.id AND m.state = 'queued' AND (SELECT count(*) FROM shared) >= 0
    RETURNING m.order_id, m.template
  )
  INSERT INTO timeline_entry (order_id, kind, trigger, data)
  SELECT order_id, 'mail_sent', 'system', jsonb_build_object('template', template)
  FROM sent WHERE order_id IS NOT NULL`;

/**
 * Notes that a mail went, with the entry in its order's timeline. Mails that went together, together; where that fails,
 * each for itself.
 */
export const markSent = batchCalls(
  async (marks: SentMark[]): Promise<undefined[]> => {
    const orders = marks.flatMap(({ orderId }) => orderId ?? []);
    await pool().query({
      name: 'mark_mails_sent',
      text: markSentMails,
      values: [JSON.stringify(marks), orders],
    });
    return marks.map(() => undefined);
  },
  { ...limits, isRepeatedAlone: true },
);
