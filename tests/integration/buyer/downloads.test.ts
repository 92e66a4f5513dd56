import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { GET, HEAD } from '@/app/api/downloads/[grantId]/route';
import { db } from '@/lib/db';
import { downloadUrl } from '@/lib/orders/buyer/download';
import { sign } from '@/lib/signing';
import { useDatabase } from '../../support/database';
import { applySettings } from '../../support/settings';
import { makeOrder } from './make-order';

// Next gives a route handler its messages by the request's headers, and there is no request of Next's here.
vi.mock('next-intl/server', () => ({
  getTranslations: async () => (key: string) => `said: ${key}`,
  getLocale: async () => 'it',
}));

useDatabase();
const content = '0123456789'.repeat(1000);
let storage: string;
let grantId: string;

beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'bottega-files-'));
  storage = join(root, 'files');
  await mkdir(storage);
  await writeFile(join(storage, 'quaderno-del-torchio.pdf'), content);
  await writeFile(join(root, 'secret.txt'), 'not for sale');
  await symlink(join(root, 'secret.txt'), join(storage, 'looks-inside.pdf'));
  applySettings({ STORAGE_DIR: storage });
});
afterAll(() => rm(join(storage, '..'), { recursive: true, force: true }));

beforeEach(async () => {
  const { id } = await makeOrder({ lines: [{ slug: 'quaderno-pdf' }] });
  const grant = await db().downloadGrant.findFirstOrThrow({
    where: { fulfillment: { orderLine: { orderId: id } } },
  });
  grantId = grant.id;
});

async function fetchFile(
  address: string,
  options: { headers?: Record<string, string>; method?: 'HEAD' } = {},
) {
  const request = new Request(`http://shop.test${address}`, { headers: options.headers ?? {} });
  const id = new URL(request.url).pathname.split('/').at(-1) ?? '';
  const handle = options.method === 'HEAD' ? HEAD : GET;
  return await handle(request, { params: Promise.resolve({ grantId: id }) });
}

const count = async () => (await db().downloadGrant.findUniqueOrThrow({ where: { id: grantId } })).count;

describe('a download that was bought', () => {
  test('comes whole, under its own name, and is counted', async () => {
    const response = await fetchFile(downloadUrl(grantId));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(content);
    expect(response.headers.get('content-disposition')).toContain('quaderno-del-torchio.pdf');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(response.headers.get('content-length')).toBe('10000');
    expect(await count()).toBe(1);
  });

  test('is fetched as often as the limit says, however many ask at the same instant', async () => {
    await db().downloadGrant.update({ where: { id: grantId }, data: { limit: 7 } });
    const address = downloadUrl(grantId);
    const answers = await Promise.all(Array.from({ length: 40 }, () => fetchFile(address)));
    await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(33);
    expect(await count()).toBe(7);
  });

  test('says in a sentence that the limit is reached', async () => {
    await db().downloadGrant.update({ where: { id: grantId }, data: { count: 20 } });
    const response = await fetchFile(downloadUrl(grantId));
    expect([response.status, await response.text()]).toEqual([410, 'said: usedUp\n']);
  });

  test('goes on where it broke off without being counted again, also the last one', async () => {
    await db().downloadGrant.update({ where: { id: grantId }, data: { limit: 1 } });
    const address = downloadUrl(grantId);
    await (await fetchFile(address)).text();
    const rest = await fetchFile(address, { headers: { Range: 'bytes=9990-' } });
    expect(rest.status).toBe(206);
    expect(rest.headers.get('content-range')).toBe('bytes 9990-9999/10000');
    expect(await rest.text()).toBe('0123456789');
    expect(await count()).toBe(1);
  });

  test('goes on with If-Range while the file is the same, and begins anew once it was replaced', async () => {
    const address = downloadUrl(grantId);
    const first = await fetchFile(address);
    await first.body?.cancel();
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[^"]+"$/);
    const rest = await fetchFile(address, { headers: { Range: 'bytes=9990-', 'If-Range': tag } });
    expect([rest.status, await rest.text()]).toEqual([206, '0123456789']);
    expect(await count()).toBe(1);
    const anew = await fetchFile(address, { headers: { Range: 'bytes=9990-', 'If-Range': '"older"' } });
    expect([anew.status, (await anew.text()).length]).toEqual([200, 10_000]);
    expect(anew.headers.get('content-range')).toBeNull();
    expect(await count()).toBe(2);
  });

  test('is put together from parts that break off again and again, counted once', async () => {
    await db().downloadGrant.update({ where: { id: grantId }, data: { limit: 1 } });
    const address = downloadUrl(grantId);
    let got = '';
    while (got.length < content.length) {
      const response = await fetchFile(address, {
        headers: got ? { Range: `bytes=${got.length}-` } : {},
      });
      expect(response.status).toBe(got ? 206 : 200);
      // The line drops after a third of the file.
      got += (await response.text()).slice(0, 3334);
    }
    expect(got).toBe(content);
    expect(await count()).toBe(1);
  });

  test('is counted once where a download manager asks for its parts side by side', async () => {
    await db().downloadGrant.update({ where: { id: grantId }, data: { limit: 1 } });
    const address = downloadUrl(grantId);
    const starts = [1000, 3000, 5000, 7000, 9000];
    const parts = await Promise.all(
      starts.map((start) => fetchFile(address, { headers: { Range: `bytes=${start}-${start + 1999}` } })),
    );
    await Promise.all(parts.map((part) => part.text()));
    expect(parts.map(({ status }) => status)).toEqual([206, 206, 206, 206, 206]);
    expect(await count()).toBe(1);
  });

  test('counts a later part that continues nothing, so that parts are no way round the limit', async () => {
    const part = await fetchFile(downloadUrl(grantId), { headers: { Range: 'bytes=1-' } });
    await part.text();
    expect(await count()).toBe(1);
  });

  test('answers a part beyond the end with 416, uncounted', async () => {
    const response = await fetchFile(downloadUrl(grantId), { headers: { Range: 'bytes=10000-' } });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */10000');
    expect(await count()).toBe(0);
  });

  test('can be asked about without being counted', async () => {
    const response = await fetchFile(downloadUrl(grantId), { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe('10000');
    expect(await response.text()).toBe('');
    expect(await count()).toBe(0);
  });
});

describe('a download that is over', () => {
  test('because it was revoked: 410', async () => {
    await db().downloadGrant.update({ where: { id: grantId }, data: { revokedAt: new Date() } });
    const response = await fetchFile(downloadUrl(grantId));
    expect([response.status, await response.text()]).toEqual([410, 'said: revoked\n']);
  });

  test('because its fulfilment was revoked: 410', async () => {
    await db().fulfillment.updateMany({
      where: { downloads: { some: { id: grantId } } },
      data: { units: 0, revokedAt: new Date() },
    });
    expect((await fetchFile(downloadUrl(grantId))).status).toBe(410);
    expect(await count()).toBe(0);
  });

  test('also in its later parts, once it was revoked in between: 410', async () => {
    const address = downloadUrl(grantId);
    await (await fetchFile(address)).text();
    await db().downloadGrant.update({ where: { id: grantId }, data: { revokedAt: new Date() } });
    expect((await fetchFile(address, { headers: { Range: 'bytes=10-' } })).status).toBe(410);
  });

  test('for now, because the payment is contested: 423, uncounted, and open again afterwards', async () => {
    const order = await db().order.findFirstOrThrow({
      where: { lines: { some: { fulfillments: { some: { downloads: { some: { id: grantId } } } } } } },
    });
    await db().order.update({ where: { id: order.id }, data: { payment: 'disputed' } });
    const response = await fetchFile(downloadUrl(grantId));
    expect([response.status, await response.text()]).toEqual([423, 'said: frozen\n']);
    expect((await fetchFile(downloadUrl(grantId), { method: 'HEAD' })).status).toBe(423);
    expect(await count()).toBe(0);
    await db().order.update({ where: { id: order.id }, data: { payment: 'paid' } });
    expect((await fetchFile(downloadUrl(grantId))).status).toBe(200);
  });

  test('because the link is older than an hour: 410, and where to get another', async () => {
    const old = downloadUrl(grantId, new Date(Date.now() - 61 * 60_000));
    const response = await fetchFile(old);
    expect([response.status, await response.text()]).toEqual([410, 'said: expired\n']);
  });

  test('is told as a page to whoever followed the link in a browser, with the same status', async () => {
    await db().downloadGrant.update({ where: { id: grantId }, data: { revokedAt: new Date() } });
    const response = await fetchFile(downloadUrl(grantId), {
      headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
    });
    expect(response.status).toBe(410);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await response.text();
    expect(page).toContain('<html lang="it">');
    expect(page).toContain('<h1>said: titles.revoked</h1><p>said: revoked</p>');
  });
});

describe('a link that was not made for this file', () => {
  test.each([
    ['no signature', () => `/api/downloads/${grantId}`],
    ['a made-up signature', () => `/api/downloads/${grantId}?t=abc.def.ghi`],
    ['a signature for another purpose', () => `/api/downloads/${grantId}?t=${sign('order', grantId)}`],
    [
      'the signature of another grant',
      () => `/api/downloads/${grantId}?t=${sign('download', crypto.randomUUID())}`,
    ],
    [
      'a signed grant there is not',
      () => {
        const other = crypto.randomUUID();
        return `/api/downloads/${other}?t=${sign('download', other)}`;
      },
    ],
    ['no ID at all', () => `/api/downloads/1%20OR%201?t=${sign('download', '1 OR 1')}`],
  ])('%s: 404 and nothing counted', async (_what, address) => {
    const response = await fetchFile(address());
    expect([response.status, await response.text()]).toEqual([404, 'said: unknown\n']);
    expect(await count()).toBe(0);
  });
});

test.each(['../secret.txt', 'looks-inside.pdf', 'nothing.pdf'])(
  'a file that is not in the storage (%s) costs the buyer nothing: 503, uncounted',
  async (file) => {
    const { fileId } = await db().downloadGrant.findUniqueOrThrow({ where: { id: grantId } });
    const before = await db().productFile.findUniqueOrThrow({ where: { id: fileId } });
    await db().productFile.update({ where: { id: fileId }, data: { file } });
    const response = await fetchFile(downloadUrl(grantId));
    expect([response.status, await response.text()]).toEqual([503, 'said: away\n']);
    expect(await count()).toBe(0);
    await db().productFile.update({ where: { id: fileId }, data: { file: before.file } });
  },
);
