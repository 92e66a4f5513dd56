import { AwsClient } from 'aws4fetch';
import type { BucketSettings } from '../env';
import { type Storage, StorageError, type StoredFile } from './stored-file';

/** Until the bucket begins to answer; how long the file then takes is the buyer's line. */
const timeoutMs = 15_000;

/**
 * The storage that is a bucket of Amazon S3, Cloudflare R2, MinIO, Garage or another that speaks as they do. Addressed
 * by path (`endpoint/bucket/key`), which all of them understand.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function bucketStorage(settings: BucketSettings): Storage {
  const { endpoint, name, region, accessKeyId, secretAccessKey } = settings;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });

  async function ask(
    file: string,
    method: 'GET' | 'HEAD',
    headers: Record<string, string>,
  ): Promise<Response> {
    const key = file.split('/').map(encoded).join('/');
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    try {
      return await client.fetch(`${endpoint}/${name}/${key}`, {
        method,
        headers,
        cache: 'no-store',
        signal: late.signal,
      });
    } catch (error) {
      throw new StorageError(`${file}: the bucket does not answer (${error})`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  async function read(file: string, etag: string, range?: { start: number; end: number }) {
    const response = await ask(file, 'GET', {
      // What was announced is what is sent: a file that was replaced in between is refused instead of mixed.
      'If-Match': etag,
      ...(range && { Range: `bytes=${range.start}-${range.end}` }),
    });
    const packed = isPacked(response.headers);
    if (!packed && response.status === (range ? 206 : 200) && response.body) return response.body;
    await response.body?.cancel();
    if (packed) throw new StorageError(`${file}: the bucket sends it compressed, so its length is unknown`);
    throw new StorageError(`${file}: the bucket answers ${response.status}`);
  }

  return {
    async open(file): Promise<StoredFile | null> {
      // A path like `../other-bucket/key` would be read as another address.
      if (file.split('/').some((part) => part === '' || part === '.' || part === '..')) return null;
      const { status, headers } = await ask(file, 'HEAD', {});
      if (status === 404) return null;
      const size = Number(headers.get('content-length') ?? Number.NaN);
      const etag = headers.get('etag');
      if (status !== 200) throw new StorageError(`${file}: the bucket answers ${status}`);
      if (!etag || isPacked(headers) || !Number.isSafeInteger(size)) {
        throw new StorageError(`${file}: the bucket does not say how long it is, or which version`);
      }
      return {
        size,
        etag,
        read: (range) => (size === 0 ? emptied() : read(file, etag, range)),
        close: () => Promise.resolve(),
      };
    },
  };
}

/** Compressed on the way: what arrives is longer than what was announced, and no part of it can be asked for. */
const isPacked = (headers: Headers): boolean =>
  (headers.get('content-encoding') ?? 'identity') !== 'identity';

/** As the signature wants it: everything but letters, digits and `-._~`. */
const encoded = (part: string): string =>
  encodeURIComponent(part).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** No part of an empty file can be asked for. */
const emptied = async () => new Blob([]).stream();
