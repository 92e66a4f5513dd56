import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { GET, HEAD } from '@/app/api/downloads/[grantId]/route';
import { db } from '@/lib/db';
import { downloadUrl } from '@/lib/orders/buyer/download';
import { useBucketServer } from '../../support/bucket-server';
import { useDatabase } from '../../support/database';
import { makeOrder } from '../buyer/make-order';

// Next gives a route handler its messages by the request's headers, and there is no request of Next's here.
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => `said: ${key}` }));

useDatabase();
const bucket = useBucketServer();
const content = '0123456789'.repeat(1000);
let grantId: string;

beforeAll(() => {
  const { name, endpoint, region, accessKeyId, secretAccessKey } = bucket.settings;
  Object.assign(process.env, {
    S3_BUCKET: name,
    S3_ENDPOINT: `${endpoint}/`,
    S3_REGION: region,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  });
});

beforeEach(async () => {
  bucket.troubles.length = 0;
  const { id } = await makeOrder({ lines: [{ slug: 'quaderno-pdf' }] });
  const grant = await db().downloadGrant.findFirstOrThrow({
    where: { fulfillment: { orderLine: { orderId: id } } },
    include: { file: true },
  });
  grantId = grant.id;
  bucket.put(grant.file.file, content);
});

const count = async () => (await db().downloadGrant.findUniqueOrThrow({ where: { id: grantId } })).count;
const ask = (handle: typeof GET, headers: Record<string, string> = {}) =>
  handle(new Request(`http://shop.test${downloadUrl(grantId)}`, { headers }), {
    params: Promise.resolve({ grantId }),
  });

test('a file comes out of the bucket as it does out of a folder: whole, in part, and only asked about', async () => {
  const whole = await ask(GET);
  expect([whole.status, await whole.text()]).toEqual([200, content]);
  expect(whole.headers.get('content-disposition')).toMatch(/^attachment; /);
  const part = await ask(GET, { Range: 'bytes=9990-', 'If-Range': whole.headers.get('etag') ?? '' });
  expect([part.status, await part.text()]).toEqual([206, '0123456789']);
  const asked = await ask(HEAD);
  expect([asked.status, asked.headers.get('content-length')]).toEqual([200, '10000']);
  expect(await count()).toBe(1);
});

test('a bucket that does not answer, or fails when it is read, costs the buyer nothing: 503', async () => {
  // The client tries three times.
  bucket.troubles.push({ status: 500 }, { status: 500 }, { status: 500 });
  const away = await ask(GET);
  expect([away.status, await away.text()]).toEqual([503, 'said: away\n']);
  // The first question is answered, the second is not.
  const troubles = [{ replacedBy: content }, { status: 403 }];
  bucket.troubles.push(...troubles);
  expect((await ask(GET)).status).toBe(503);
  expect(await count()).toBe(0);
});

test('a file that is not in the bucket: 503, uncounted', async () => {
  const { file } = await db().downloadGrant.findUniqueOrThrow({
    where: { id: grantId },
    include: { file: true },
  });
  bucket.remove(file.file);
  expect((await ask(GET)).status).toBe(503);
  expect(await count()).toBe(0);
});

test('a download that breaks off in the bucket can be gone on with, and is counted once', async () => {
  bucket.troubles.push({ replacedBy: content }, { cutAfter: 4000 });
  const broken = await ask(GET);
  await expect(broken.text()).rejects.toThrow();
  const rest = await ask(GET, { Range: 'bytes=4000-' });
  expect([rest.status, await rest.text()]).toEqual([206, content.slice(4000)]);
  expect(await count()).toBe(1);
});
