import { Readable } from 'node:stream';
import { getTranslations } from 'next-intl/server';
import { log } from '@/lib/log';
import { byteRange } from '@/lib/orders/buyer/byte-range';
import { checkLink, continuesFetch, countFetch, findGrant, openStored } from '@/lib/orders/buyer/download';
import { isUuid } from '@/lib/orders/buyer/uuid';

interface Params {
  params: Promise<{ grantId: string }>;
}

type Refusal = 'unknown' | 'expired' | 'revoked' | 'usedUp' | 'away';

const statusOf: Record<Refusal, number> = {
  unknown: 404,
  expired: 410,
  revoked: 410,
  usedUp: 410,
  away: 503,
};

/** One plain sentence: what is the matter, and where to go. */
async function refuse(reason: Refusal): Promise<Response> {
  const t = await getTranslations('downloads');
  return new Response(`${t(reason)}\n`, {
    status: statusOf[reason],
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
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
  if (link === 'forged') return await refuse('unknown');
  const grant = await findGrant(grantId);
  if (!grant) return await refuse('unknown');
  if (grant.state === 'revoked') return await refuse('revoked');
  if (link === 'expired') return await refuse('expired');

  // Opened before it is counted: a file that is not there costs the buyer nothing.
  const handle = await openStored(grant.file);
  if (!handle) {
    log.error(
      { part: 'downloads', grantId, file: grant.file },
      'a file that was sold is not in the storage folder',
    );
    return await refuse('away');
  }
  let streaming = false;
  try {
    const { size } = await handle.stat();
    const range = byteRange(request.headers.get('range'), size);
    const headers = new Headers({
      'Content-Type': grant.mime,
      'Content-Disposition': attachment(grant.name),
      'Accept-Ranges': 'bytes',
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

    const counts = start === 0 || !(await continuesFetch(grantId));
    if (counts && !(await countFetch(grantId))) return await refuse('usedUp');
    if (size === 0) return new Response(null, { status, headers });
    streaming = true;
    const body = Readable.toWeb(handle.createReadStream({ start, end })) as ReadableStream<Uint8Array>;
    return new Response(body, { status, headers });
  } finally {
    if (!streaming) await handle.close();
  }
}

/**
 * A file that was bought. The link is signed, and holds for an hour; the fetch is counted up to the grant's limit, a
 * later part of the same file (`Range`) is not. 404 for what is unknown, 410 with a sentence for what is over.
 */
export async function GET(request: Request, { params }: Params) {
  return await answer(request, (await params).grantId, true);
}

/** What GET would send, without sending or counting it: Next would otherwise make HEAD out of GET. */
export async function HEAD(request: Request, { params }: Params) {
  return await answer(request, (await params).grantId, false);
}
