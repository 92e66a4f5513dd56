import { type TrackingResult, takeTracking } from './take-tracking';

const fields = ['carrier', 'tracking_number', 'tracking_url', 'shipped'] as const;

/** An answer of any length is read no further than this. */
const longest = 20_000;

/**
 * Takes the tracking that a shipping system gave back in the body of its answer to `parcel.ready`. Whatever else stands
 * there is left alone; an answer without any of the fields, or one that is no JSON, only says that the message came.
 *
 * @param source the endpoint's address, for the timeline
 * @returns null where the answer holds no tracking
 */
export async function takeTrackingAnswer(
  parcelId: string,
  body: string,
  source: string,
): Promise<TrackingResult | null> {
  const answer = objectIn(body);
  const given = fields.flatMap((field) =>
    answer?.[field] === undefined || answer[field] === null ? [] : [[field, answer[field]] as const],
  );
  return given.length > 0 ? await takeTracking(parcelId, Object.fromEntries(given), source) : null;
}

function objectIn(body: string): Record<string, unknown> | null {
  if (body.length > longest) return null;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
