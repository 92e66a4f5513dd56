import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import type { BucketSettings } from '@/lib/env';

/** As RFC 3986 has it: everything but letters, digits and `-._~`. */
const strict = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** An S3-compatible bucket, spoken to over HTTP: reads only, for whoever signs as Amazon prescribes. */
export interface BucketServer {
  readonly settings: BucketSettings;
  put(key: string, body: string): void;
  remove(key: string): void;
  /** What happens to the next requests, in order: answered with this status, or cut off after so many bytes. */
  readonly troubles: ({ status: number } | { cutAfter: number } | { replacedBy: string })[];
  /** Method and range of every request that was let in. */
  readonly seen: string[];
}

/** Gives this test file a bucket of its own. */
export function useBucketServer(): BucketServer {
  const settings: BucketSettings = {
    name: 'shop-files',
    endpoint: '',
    region: 'eu-south-1',
    accessKeyId: 'AKIDBOTTEGA',
    secretAccessKey: 'a secret/with+signs=',
  };
  const objects = new Map<string, Buffer>();
  const troubles: BucketServer['troubles'] = [];
  const seen: string[] = [];

  const server = createServer((request, response) => {
    const refusal = whyRefused(request, settings);
    if (refusal) return fail(response, 403, refusal);
    seen.push(`${request.method} ${request.headers.range ?? ''}`.trim());
    const trouble = troubles.shift();
    if (trouble && 'status' in trouble) return fail(response, trouble.status, 'InternalError');
    const prefix = `/${settings.name}/`;
    const path = decodeURIComponent(new URL(request.url ?? '', settings.endpoint).pathname);
    const key = path.startsWith(prefix) ? path.slice(prefix.length) : '';
    if (trouble && 'replacedBy' in trouble) objects.set(key, Buffer.from(trouble.replacedBy));
    const object = objects.get(key);
    if (!object) return fail(response, 404, 'NoSuchKey');
    send(request, response, object, trouble && 'cutAfter' in trouble ? trouble.cutAfter : null);
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    settings.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    settings,
    put: (key, body) => void objects.set(key, Buffer.from(body)),
    remove: (key) => void objects.delete(key),
    troubles,
    seen,
  };
}

function fail(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<Error><Code>${code}</Code></Error>`);
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  object: Buffer,
  cutAfter: number | null,
): void {
  const etag = `"${createHash('md5').update(object).digest('hex')}"`;
  const wanted = request.headers['if-match'];
  if (wanted !== undefined && wanted !== etag) {
    fail(response, 412, 'PreconditionFailed');
    return;
  }
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  const [start, end] = from ? [Number(from), Number(to)] : [0, object.length - 1];
  const part = object.subarray(start, end + 1);
  response.writeHead(from ? 206 : 200, {
    etag,
    'content-length': part.length,
    'accept-ranges': 'bytes',
    ...(from && { 'content-range': `bytes ${start}-${end}/${object.length}` }),
  });
  if (request.method === 'HEAD') response.end();
  else if (cutAfter === null) response.end(part);
  else response.write(part.subarray(0, cutAfter), () => response.destroy());
}

/**
 * Checks the signature from Amazon's description of it, independently of the client under test.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 *
 * @returns the code of the refusal, or null
 */
function whyRefused(request: IncomingMessage, settings: BucketSettings): string | null {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (!match) return 'AccessDenied';
  const [, keyId, date = '', region = '', signed = '', signature] = match;
  if (keyId !== settings.accessKeyId) return 'InvalidAccessKeyId';
  const time = String(request.headers['x-amz-date']);
  const stamp = time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  if (!time.startsWith(date) || !(Math.abs(Date.parse(stamp) - Date.now()) < 900_000)) {
    return 'RequestTimeTooSkewed';
  }
  const names = signed.split(';');
  if (!names.includes('host') || !names.includes('x-amz-date')) return 'AccessDenied';
  const url = new URL(request.url ?? '', settings.endpoint);
  const canonical = [
    request.method,
    decodeURIComponent(url.pathname).split('/').map(strict).join('/'),
    [...url.searchParams]
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}`),
    '',
    signed,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const key = [region, 's3', 'aws4_request'].reduce<Buffer>(
    (last, part) => hmac(last, part),
    hmac(`AWS4${settings.secretAccessKey}`, date),
  );
  const expected = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`).toString('hex');
  if (region !== settings.region) return 'AuthorizationHeaderMalformed';
  return signature === expected ? null : 'SignatureDoesNotMatch';
}
