import { refusal, refuse } from '@/lib/api/answers';
import { readBody } from '@/lib/api/read-body';
import { requireApiKey } from '@/lib/auth/api-key';
import { checkKey } from '@/lib/license-keys/check-key';

/** Longer than any key can be, however it is escaped, in bytes. */
const longestBody = 5_000;

/**
 * Whether a licence key holds, with an API key. The key comes in the body, not in the address: addresses end up in
 * the logs of every machine on the way.
 */
export async function POST(request: Request): Promise<Response> {
  const caller = await requireApiKey(request);
  if (caller instanceof Response) return caller;
  try {
    const body = await readBody(request, longestBody);
    if (body === null) return refusal(413, 'too_long', 'The body is longer than any key.');
    const answer = await checkKey(body);
    return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } });
  } catch (error) {
    return refuse(error);
  }
}
