import { log } from '@/lib/log';
import { byteRange } from '@/lib/orders/buyer/byte-range';
import { admitFetch, checkLink, findGrant, type GrantedFile } from '@/lib/orders/buyer/download';
import { storage } from '@/lib/storage/storage';
import { StorageError, type StoredFile } from '@/lib/storage/stored-file';
import { isUuid } from '@/lib/uuid';
import { refuse } from './refusal';

interface Params {
  params: Promise<{ grantId: string }>;
}

/** https://www.rfc-editor.org/rfc/rfc6266: a plain name for old browsers, the true one for all others. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w. -]/g, '_');
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

async function answer(request: Request, grantId: string, withBody: boolean): Promise<Response> {
  const link = isUuid(grantId) ? checkLink(grantId, new URL(request.url).searchParams.get('t')) : 'forged';
  if (link === 'forged') return await refuse('unknown', request);
  const grant = await findGrant(grantId);
  if (!grant) return await refuse('unknown', request);
  if (grant.use === 'revoked') return await refuse('revoked', request);
  if (link === 'expired') return await refuse('expired', request);
  if (grant.use === 'frozen') return await refuse('frozen', request);
  try {
    const stored = await storage().open(grant.file);
    if (stored) return await send(request, grantId, grant, stored, withBody);
    log.error({ part: 'downloads', grantId, file: grant.file }, 'a file that was sold is not in the storage');
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    log.error({ part: 'downloads', grantId, error: error.message }, 'the storage cannot be read');
  }
  return await refuse('away', request);
}

/** @throws {StorageError} */
async function send(
  request: Request,
  grantId: string,
  { name, mime }: GrantedFile,
  stored: StoredFile,
  withBody: boolean,
): Promise<Response> {
  try {
    const { size, etag } = stored;
    const condition = request.headers.get('if-range');
    // Bytes of what the file is now do not go on with what it was: whoever has the older one gets the whole.
    const continues = condition === null || condition === etag;
    const range = continues ? byteRange(request.headers.get('range'), size) : null;
    const headers = new Headers({
      'Content-Type': mime,
      'Content-Disposition': attachment(name),
      'Accept-Ranges': 'bytes',
      ETag: etag,
      'Cache-Control': 'private, no-store',
    });
    if (range === 'unsatisfiable') {
      headers.set('Content-Range', `bytes */${size}`);
      return new Response(null, { status: 416, headers });
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    headers.set('Content-Length', String(end - start + 1));
    if (range) headers.set('Content-Range', `bytes ${start}-${end}/${size}`);
    const status = range ? 206 : 200;
    if (!withBody) return new Response(null, { status, headers });

    // Opened before it is counted: what cannot be read costs the buyer nothing.
    const body = await stored.read(range ?? undefined);
    if (await admitFetch(grantId, start)) return new Response(body, { status, headers });
    await body.cancel();
    return await refuse('usedUp', request);
  } finally {
    await stored.close();
  }
}

/**
 * A file that was bought, sent through the shop from wherever it lies, and not by sending the browser there: so every
 * byte passes the limit, the count and a revocation, and a link that was passed on ends with the order. The link is
 * signed, and holds for an hour; a fetch is counted up to the grant's limit, going on with one that broke off
 * (`Range`, `If-Range`) is not. 404 for what is unknown, 410 with a sentence for what is over, 423 while the payment is
 * contested, 503 where the file cannot be read. https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
 */
export async function GET(request: Request, { params }: Params) {
  return await answer(request, (await params).grantId, true);
}

/** What GET would send, without sending or counting it: Next would otherwise make HEAD out of GET. */
export async function HEAD(request: Request, { params }: Params) {
  return await answer(request, (await params).grantId, false);
}
