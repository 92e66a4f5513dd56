import { redactLateEvent } from '../buyers/late-events';
import { db } from '../db';
import { log } from '../log';
import { isHandled } from '../stripe/handled-events';
import type { StripeEvent } from '../stripe/verify-event';
import type { Cause } from './cause';
import { actOn } from './event-handlers';
import { markHandled, readPendingEvent } from './stored-events';

/**
 * Acts on a stored event. Marked as done only after it was acted on: a crash in between acts again, and every action
 * can be repeated (I1, I3).
 *
 * @param attempts how often the queue has tried, this time included
 * @throws what kept it from being done; the queue tries again with growing intervals
 */
export async function handleEvent(eventId: string, attempts = 1): Promise<void> {
  const row = await readPendingEvent(eventId);
  if (!row) return;
  try {
    const how = { trigger: row.delivered ? 'webhook' : 'sweep', eventId } as const;
    const note = await act(row.payload, how);
    await redactLateEvent(eventId, row.payload);
    await markHandled({ id: eventId, attempts, note });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.warn(
      { part: 'inbox', event: eventId, type: row.type, attempts, error: message },
      'event not handled yet',
    );
    await db().stripeEvent.update({
      where: { id: eventId },
      data: { attempts, lastError: message.slice(0, 2000) },
    });
    throw error;
  }
}

/** @returns null, or what the merchant should know about an event that led to nothing */
async function act(event: StripeEvent, cause: Cause): Promise<string | null> {
  if (!isHandled(event)) return 'The shop does not act on this kind of event.';
  return await actOn(event, cause);
}
