import { refusal } from '@/lib/api/answers';
import { readBody } from '@/lib/api/read-body';
import { requireApiKey } from '@/lib/auth/api-key';
import { log } from '@/lib/log';
import { takeTracking } from '@/lib/outgoing/take-tracking';

/** Longer than any tracking can be, in bytes. */
const longestBody = 20_000;

const noStore = { 'Cache-Control': 'no-store' };

/**
 * Takes carrier and tracking number of a parcel from the merchant's own shipping system, and marks it as sent unless
 * the body says `"shipped": false`. The same once more changes nothing. docs/operating.md, “Shipping”.
 */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const caller = await requireApiKey(request);
  if (caller instanceof Response) return caller;
  const { id } = await params;
  const body = await readBody(request, longestBody);
  if (body === null) return refusal(413, 'too_long', 'The body is longer than any tracking.');
  let input: unknown;
  try {
    input = body.trim() === '' ? {} : JSON.parse(body);
  } catch {
    return refusal(400, 'malformed', 'The body is no JSON. Send an object, like {"tracking_number": "…"}.');
  }
  const result = await takeTracking(id, input, caller.name);
  if (!result.ok) return refusal(result.status, result.code, result.message);
  log.info({ part: 'shipping', parcel: id, key: caller.id, changed: result.changed }, 'tracking taken');
  const { changed, parcel } = result;
  return Response.json({ changed, parcel }, { headers: noStore });
}
