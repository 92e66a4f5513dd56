import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bucketStorage } from '@/lib/storage/bucket';
import { StorageError } from '@/lib/storage/stored-file';

/** A bucket behind a proxy that compresses what it passes on, and so cannot say how long it will be. */
let compresses: 'always' | 'reads';
const zipped = gzipSync('0123456789'.repeat(1000));
const server = createServer((request, response) => {
  const plain = request.method === 'HEAD' && compresses === 'reads';
  response.writeHead(200, {
    etag: '"1"',
    ...(plain
      ? { 'content-length': 10_000 }
      : { 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' }),
  });
  response.end(request.method === 'HEAD' ? undefined : zipped);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const storage = () =>
  bucketStorage({
    name: 'shop-files',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'auto',
    accessKeyId: 'AKID',
    secretAccessKey: 'secret',
  });

test('a bucket that does not say how long a file is has none that could be sold as empty', async () => {
  compresses = 'always';
  await expect(storage().open('book.pdf')).rejects.toBeInstanceOf(StorageError);
});

test('a file that comes compressed although its length was told is an error, and not a broken download', async () => {
  compresses = 'reads';
  const stored = await storage().open('book.pdf');
  await expect(stored?.read()).rejects.toThrow('compressed');
});
