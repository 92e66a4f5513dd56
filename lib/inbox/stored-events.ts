import { batchCalls } from '../batch-calls';
import { pool } from '../db';
import type { StripeEvent } from '../stripe/verify-event';

/** An event that has not been acted on, as it is stored. */
export interface PendingEvent {
  id: string;
  type: string;
  delivered: boolean;
  payload: StripeEvent;
}

/** How acting on an event ended. */
export interface HandledMark {
  id: string;
  attempts: number;
  /** What the merchant should know of an event that led to nothing; null where it led to what it should. */
  note: string | null;
}

const limits = { batchSize: 100, inFlight: 1 };

/** Reads an event that has not been acted on; null where there is none. Events that are asked for together, together. */
export const readPendingEvent = batchCalls(async (ids: string[]): Promise<(PendingEvent | null)[]> => {
  const { rows } = await pool().query<PendingEvent>({
    name: 'read_pending_events',
    text: `
      SELECT id, type, delivered, payload FROM stripe_event JOIN stripe_event_body ON event_id = id
      WHERE id = ANY ($1::text[]) AND state = 'pending'`,
    values: [ids],
  });
  return ids.map((id) => rows.find((row) => row.id === id) ?? null);
}, limits);

/** Marks an event as done. Events that are done together, together. */
export const markHandled = batchCalls(async (marks: HandledMark[]): Promise<undefined[]> => {
  await pool().query({
    name: 'mark_events_handled',
    text: `
      UPDATE stripe_event e SET state = 'done', handled_at = now(), attempts = r.attempts, last_error = r.note
      FROM jsonb_to_recordset($1::jsonb) AS r(id text, attempts integer, note text)
      WHERE e.id = r.id`,
    values: [JSON.stringify(marks)],
  });
  return marks.map(() => undefined);
}, limits);
