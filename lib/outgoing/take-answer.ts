import { z } from 'zod';
import type { OutgoingMessage } from '../generated/prisma/client';
import type { Answer } from './post-message';
import { takeTracking } from './take-tracking';

const asked = z.object({ data: z.object({ parcel_id: z.string(), revision: z.number() }) });

/** As much of an answer as is about tracking; what else a system says there is its own affair. */
const tracking = z.object({
  carrier: z.unknown().optional(),
  tracking_number: z.unknown().optional(),
  tracking_url: z.unknown().optional(),
  shipped: z.unknown().optional(),
});

/**
 * Takes what the answer to a message brings. Only the answer to `parcel.ready` may bring something: carrier and
 * tracking number of the parcel, from a system that took it over at once. Any other answer means: received.
 *
 * @returns why an answer could not be used, in words; null where all is well or there was nothing in it
 */
export async function takeAnswer(
  { kind, payload, endpoint }: Pick<OutgoingMessage, 'kind' | 'payload'> & { endpoint: { url: string } },
  { contentType, text }: Extract<Answer, { status: number }>,
): Promise<string | null> {
  if (kind !== 'parcel.ready' || !/^application\/([\w.+-]+\+)?json\b/i.test(contentType)) return null;
  const { data: message } = asked.safeParse(payload);
  const { data: answer } = tracking.safeParse(readJson(text));
  if (!message || !answer) return null;
  const { carrier, tracking_number, tracking_url, shipped } = answer;
  // “{}” or “{ "ok": true }” is a receipt: it must not pass for a parcel that has left.
  if (!carrier && !tracking_number && !tracking_url && shipped !== true) return null;
  const { parcel_id, revision } = message.data;
  const result = await takeTracking(parcel_id, { ...answer, revision }, new URL(endpoint.url).host);
  return result.ok ? null : result.message;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
