import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bucketStorage } from '@/lib/storage/bucket';
import { folderStorage } from '@/lib/storage/folder';
import { type Storage, StorageError } from '@/lib/storage/stored-file';
import { useBucketServer } from '../../support/bucket-server';

const content = '0123456789'.repeat(1000);
const names = ['book.pdf', 'books/Il quaderno è qui (2ª ed.)+.pdf', 'empty.zip'];
const bucket = useBucketServer();
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bottega-storage-'));
  await mkdir(join(root, 'files', 'books'), { recursive: true });
  for (const name of names) {
    const body = name === 'empty.zip' ? '' : content;
    await writeFile(join(root, 'files', name), body);
    bucket.put(name, body);
  }
  await writeFile(join(root, 'secret.txt'), 'not for sale');
  await symlink(join(root, 'secret.txt'), join(root, 'files', 'looks-inside.pdf'));
  bucket.put('../secret.txt', 'not for sale');
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(() => {
  bucket.troubles.length = 0;
  bucket.seen.length = 0;
});

const textOf = (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => new Response(stream).text();
const opened = async (storage: Storage, file: string) => {
  const stored = await storage.open(file);
  if (!stored) throw new Error(`${file} is not there`);
  return stored;
};

describe.each([
  ['a folder', () => folderStorage(join(root, 'files'))],
  ['a bucket', () => bucketStorage(bucket.settings)],
] as const)('%s', (_kind, make) => {
  test.each(names.slice(0, 2))('gives the whole of %s, its size and its tag', async (name) => {
    const stored = await opened(make(), name);
    expect([stored.size, stored.etag]).toEqual([10_000, expect.stringMatching(/^"[^"]+"$/)]);
    expect(await textOf(await stored.read())).toBe(content);
    await stored.close();
  });

  test('gives exactly the bytes of a part', async () => {
    const stored = await opened(make(), 'book.pdf');
    expect(await textOf(await stored.read({ start: 9_995, end: 9_999 }))).toBe('56789');
    const other = await opened(make(), 'book.pdf');
    expect(await textOf(await other.read({ start: 0, end: 0 }))).toBe('0');
  });

  test('gives an empty file as what it is', async () => {
    const stored = await opened(make(), 'empty.zip');
    expect(stored.size).toBe(0);
    expect(await textOf(await stored.read())).toBe('');
  });

  test('lets go of a file that was opened and not read, or not read to its end', async () => {
    const unread = await opened(make(), 'book.pdf');
    await unread.close();
    await unread.close();
    const begun = await opened(make(), 'book.pdf');
    await (await begun.read()).cancel();
  });

  test.each(['nothing.pdf', 'books', 'book.pdf/more', '', '.', '..', '../secret.txt', '/etc/passwd'])(
    'knows no %j',
    async (file) => {
      expect(await make().open(file)).toBeNull();
    },
  );
});

test('a symbolic link leads nowhere outside the folder', async () => {
  expect(await folderStorage(join(root, 'files')).open('looks-inside.pdf')).toBeNull();
});

test('a folder that is not there has no files, and one that may not be read says so', async () => {
  expect(await folderStorage(join(root, 'gone')).open('book.pdf')).toBeNull();
  await expect(folderStorage(join(root, 'files')).open('x'.repeat(300))).rejects.toBeInstanceOf(StorageError);
});

describe('a bucket', () => {
  const storage = () => bucketStorage(bucket.settings);

  test.each([
    ['secret', { secretAccessKey: 'another' }],
    ['key', { accessKeyId: 'AKIDOTHER' }],
    ['region', { region: 'us-east-1' }],
  ])('that refuses the %s is an error, and not a file that is missing', async (_what, wrong) => {
    await expect(bucketStorage({ ...bucket.settings, ...wrong }).open('book.pdf')).rejects.toBeInstanceOf(
      StorageError,
    );
    expect(bucket.seen).toEqual([]);
  });

  test('that is nowhere is an error', async () => {
    const nowhere = bucketStorage({ ...bucket.settings, endpoint: 'http://127.0.0.1:9' });
    await expect(nowhere.open('book.pdf')).rejects.toBeInstanceOf(StorageError);
  });

  test('is asked again where it stumbles once', async () => {
    bucket.troubles.push({ status: 503 });
    expect((await opened(storage(), 'book.pdf')).size).toBe(10_000);
    expect(bucket.seen).toEqual(['HEAD', 'HEAD']);
  });

  test('asks for no more than the part that is wanted', async () => {
    const stored = await opened(storage(), 'book.pdf');
    await textOf(await stored.read({ start: 5, end: 9 }));
    expect(bucket.seen).toEqual(['HEAD', 'GET bytes=5-9']);
  });

  test('whose file is replaced between the two gives an error instead of a mixture', async () => {
    const stored = await opened(storage(), 'book.pdf');
    bucket.troubles.push({ replacedBy: 'another book' });
    await expect(stored.read()).rejects.toBeInstanceOf(StorageError);
    bucket.put('book.pdf', content);
  });

  test('that breaks off in the middle breaks the stream off, so that nobody takes a half for the whole', async () => {
    const stored = await opened(storage(), 'book.pdf');
    bucket.troubles.push({ cutAfter: 100 });
    await expect(textOf(await stored.read())).rejects.toThrow();
  });
});
