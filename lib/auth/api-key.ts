import { createHash } from 'node:crypto';
import { db } from '../db';
import { minute } from '../time';

/** The merchant's own software behind a request: which of its keys it came with. */
export interface ApiCaller {
  id: string;
  name: string;
}

/** Keys are 32 random bytes, so a plain hash cannot be guessed back; it is all that is kept of one (I8). */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex');

const shape = /^bearer +(bk_[\w-]{43})$/i;

/**
 * First line of every route handler for the merchant's other systems. The key comes as
 * `Authorization: Bearer bk_…`, is looked up by its hash, and is never logged.
 * https://www.rfc-editor.org/rfc/rfc6750#section-3
 *
 * @returns who asks, or the 401 to answer with: `if (caller instanceof Response) return caller;`
 */
export async function requireApiKey(request: Request): Promise<ApiCaller | Response> {
  const given = request.headers.get('authorization');
  const key = shape.exec(given?.trim() ?? '')?.[1];
  if (!key) {
    return refusal(
      given
        ? 'The Authorization header has to be “Bearer bk_…”, with a key from the Integrations page.'
        : 'Send an API key: “Authorization: Bearer bk_…”. The merchant makes one on the Integrations page.',
      given ? 'invalid_token' : null,
    );
  }
  const known = await db().apiKey.findUnique({ where: { hash: hashOfKey(key) } });
  if (!known) return refusal('This API key is not known here.', 'invalid_token');
  if (known.revokedAt) return refusal('This API key was revoked.', 'invalid_token');
  await noteUse(known.id, known.lastUsedAt);
  return { id: known.id, name: known.name };
}

/** At most one write a minute, however often a key is used. */
async function noteUse(id: string, lastUsedAt: Date | null): Promise<void> {
  const now = Date.now();
  if (lastUsedAt && lastUsedAt.getTime() > now - minute) return;
  await db().apiKey.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(now - minute) } }] },
    data: { lastUsedAt: new Date(now) },
  });
}

function refusal(message: string, code: 'invalid_token' | null): Response {
  const challenge = `Bearer realm="bottega"${code ? `, error="${code}"` : ''}`;
  return Response.json(
    { error: { code: 'unauthorized', message } },
    { status: 401, headers: { 'WWW-Authenticate': challenge, 'Cache-Control': 'no-store' } },
  );
}
