import { expect, test } from 'vitest';
import { GET } from '@/app/pictures/[file]/route';

const get = (file: string) => GET(new Request('http://shop.test/'), { params: Promise.resolve({ file }) });

test('a product’s picture is to be had as a JPEG, upright and wide', async () => {
  for (const file of ['brocca.jpg', 'brocca-wide.jpg']) {
    const response = await get(file);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    expect(bytes.length).toBeLessThan(250_000);
  }
});

test.each(['nothing.jpg', '..%2Ficon.jpg', '../icon.jpg', 'brocca.svg', 'brocca', '-wide.jpg', ''])(
  '%j is no picture',
  async (file) => {
    expect((await get(file)).status).toBe(404);
  },
);
