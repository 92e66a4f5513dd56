import { refuse } from '@/lib/api/answers';
import { requireApiKey } from '@/lib/auth/api-key';
import { checkKey } from '@/lib/license-keys/check-key';

/**
 * Whether a licence key holds, with an API key. The key comes in the body, not in the address: addresses end up in
 * the logs of every machine on the way.
 */
export async function POST(request: Request): Promise<Response> {
  const caller = await requireApiKey(request);
  if (caller instanceof Response) return caller;
  try {
    const answer = await checkKey(await request.text());
    return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } });
  } catch (error) {
    return refuse(error);
  }
}
