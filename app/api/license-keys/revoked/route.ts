import { answerWithTag, refuse } from '@/lib/api/answers';
import { listRevokedKeys, readRevokedQuery } from '@/lib/license-keys/revoked-keys';

export const dynamic = 'force-dynamic';

/**
 * The licence keys that were taken back, each as its SHA-256: public, so that software in the buyers' hands can ask
 * without a secret. Pages of `limit` from `since`, each going on at `cursor`. docs/integrations.md says it with examples.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const list = await listRevokedKeys(readRevokedQuery(request.url));
    return answerWithTag(request, list, 'public, max-age=60');
  } catch (error) {
    return refuse(error);
  }
}
