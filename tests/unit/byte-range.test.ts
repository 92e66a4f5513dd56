import { expect, test } from 'vitest';
import { byteRange } from '@/lib/orders/buyer/byte-range';

test.each([
  [null, null],
  ['bytes=0-', { start: 0, end: 99 }],
  ['bytes=10-19', { start: 10, end: 19 }],
  ['bytes=10-500', { start: 10, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=99-', { start: 99, end: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=20-10', null],
  ['bytes=-', null],
  ['bytes=0-9,20-29', null],
  ['lines=1-2', null],
  ['bytes=a-b', null],
])('of 100 bytes, %j is %j', (header, range) => {
  expect(byteRange(header, 100)).toEqual(range);
});
