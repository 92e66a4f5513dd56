import { beforeAll, describe, expect, test } from 'vitest';
import { GET as entitlements } from '@/app/api/entitlements/route';
import { POST as checkKey } from '@/app/api/license-keys/check/route';
import { GET as revoked } from '@/app/api/license-keys/revoked/route';
import { POST as tracking } from '@/app/api/parcels/[id]/tracking/route';
import { createApiKey } from '@/lib/integrations/api-keys';
import { useDatabase } from '../../support/database';
import { packedOrder } from '../shipping/packed-order';

useDatabase();
let key = '';
beforeAll(async () => {
  const made = await createApiKey('tests', 'ottavia@shop.test');
  key = made.created ? made.key : '';
});

const authorization = () => ({ authorization: `Bearer ${key}` });
const id = '01a209b6-1596-74b0-8f65-0956f9e86f3e';
const cursor = (text: string) => Buffer.from(text).toString('base64url');

/** Asks for entitlements with one parameter, and gives the status. */
async function asked(name: string, value: string): Promise<number> {
  const url = `http://shop.test/api/entitlements?${new URLSearchParams({ [name]: value })}`;
  return (await entitlements(new Request(url, { headers: authorization() }))).status;
}

async function askedPublic(name: string, value: string): Promise<number> {
  const url = `http://shop.test/api/license-keys/revoked?${new URLSearchParams({ [name]: value })}`;
  return (await revoked(new Request(url))).status;
}

describe('the API', () => {
  test('refuses times that no calendar of the database has', async () => {
    const times = [
      '0000-01-01T00:00:00Z',
      '0001-01-01T00:00:00+23:59',
      '2026-02-31',
      '2026-13-01',
      '2026-11-23T25:00:00Z',
      '2026-11-23T17:00:00+99:99',
      '+275760-09-13T00:00:00Z',
    ];
    for (const time of times) {
      expect(await asked('updated_since', time), time).toBe(400);
      expect(await askedPublic('since', time), time).toBe(400);
    }
    expect(await asked('updated_since', '0001-01-01T00:00:00Z')).toBe(200);
    expect(await asked('updated_since', '9999-12-31T23:59:59.999Z')).toBe(200);
  });

  test('refuses cursors that it never wrote', async () => {
    const cursors = [
      cursor(`999999999999999 ${id}`),
      cursor(`-1 ${id}`),
      cursor(`1e3 ${id}`),
      cursor(`0 ${id}' OR 1=1`),
      cursor(`0 ${id} x`),
      cursor('0'),
      '',
      '%',
      'a'.repeat(501),
    ];
    for (const text of cursors) {
      expect(await asked('cursor', text), text).toBe(400);
      expect(await askedPublic('cursor', text), text).toBe(400);
    }
    expect(await asked('cursor', cursor(`0 ${id}`))).toBe(200);
    expect(await askedPublic('cursor', cursor(`0 ${id}`))).toBe(200);
  });

  test('refuses limits beyond its own', async () => {
    for (const limit of ['', '0', '-1', '101', '1e1', '1e9', 'NaN', '١', ' 5', '5.0', '0x5']) {
      expect(await asked('limit', limit), limit).toBe(400);
      expect(await askedPublic('limit', limit), limit).toBe(400);
    }
  });

  test('takes a key from the header only', async () => {
    for (const url of [`?key=${key}`, `?api_key=${key}`, `?authorization=Bearer ${key}`]) {
      expect((await entitlements(new Request(`http://shop.test/api/entitlements${url}`))).status).toBe(401);
    }
    const basic = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    for (const header of [key, basic, `Bearer ${key}x`, `Bearer ${key}, Bearer ${key}`, `Bearer  `]) {
      const request = new Request('http://shop.test/api/entitlements', {
        headers: { authorization: header },
      });
      const answer = await entitlements(request);
      expect(answer.status, header).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      expect(await answer.text()).not.toContain(key);
    }
  });

  test('reads no body to its end that is longer than any can be', async () => {
    const { parcelId } = await packedOrder();
    let read = 0;
    const endless = () => {
      read = 0;
      return new Request('http://shop.test/', {
        method: 'POST',
        duplex: 'half',
        headers: authorization(),
        body: new ReadableStream({
          pull(controller) {
            read += 64 * 1024;
            if (read > 50_000_000) controller.close();
            else controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
          },
        }),
      } as RequestInit);
    };
    expect((await checkKey(endless())).status).toBe(413);
    expect(read).toBeLessThan(1_000_000);
    expect((await tracking(endless(), { params: Promise.resolve({ id: parcelId }) })).status).toBe(413);
    expect(read).toBeLessThan(1_000_000);
  });

  test('refuses JSON as deep as a well, and says so in the same shape everywhere', async () => {
    const { parcelId } = await packedOrder();
    for (const body of [`${'['.repeat(2_000)}${']'.repeat(2_000)}`, '{', 'null', '[]', '"x"', '{"key":1}']) {
      const post = () => new Request('http://shop.test/', { method: 'POST', body, headers: authorization() });
      const answers = [
        await checkKey(post()),
        await tracking(post(), { params: Promise.resolve({ id: parcelId }) }),
      ];
      for (const answer of answers) {
        expect(answer.status, body.slice(0, 20)).toBe(400);
        expect(await answer.json()).toEqual({
          error: expect.objectContaining({ code: expect.any(String), message: expect.any(String) }),
        });
        expect(answer.headers.get('cache-control')).toBe('no-store');
      }
    }
  });
});
