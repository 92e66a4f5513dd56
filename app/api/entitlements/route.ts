import { answerWithTag, refuse } from '@/lib/api/answers';
import { requireApiKey } from '@/lib/auth/api-key';
import { listEntitlements, readEntitlementQuery } from '@/lib/entitlements/list-entitlements';

/**
 * Who may use what: the buyers' entitlements, for the merchant's other systems, with an API key. Filters `email`,
 * `product`, `subscription`, `active`, `updated_since`; pages of `limit`, each going on at `cursor`. The ETag makes
 * asking again cheap. docs/integrations.md says it with examples.
 */
export async function GET(request: Request): Promise<Response> {
  const caller = await requireApiKey(request);
  if (caller instanceof Response) return caller;
  try {
    const list = await listEntitlements(readEntitlementQuery(request.url));
    return answerWithTag(request, list, 'private, no-cache');
  } catch (error) {
    return refuse(error);
  }
}
