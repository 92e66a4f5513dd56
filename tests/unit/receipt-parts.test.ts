import { describe, expect, test } from 'vitest';
import { fileSize } from '@/lib/buyer-view/file-size';
import { firstName } from '@/lib/buyer-view/first-name';
import { totalRows } from '@/lib/buyer-view/totals';
import { postalAddress } from '@/lib/shipping/postal-address';

const plain = { amountSubtotal: 9000, amountDiscount: 0, amountShipping: 0, amountTax: 0, amountTotal: 9000 };

describe('the rows above a total', () => {
  test('none where the total says it all', () => {
    expect(totalRows(plain, false)).toEqual([]);
  });

  test('shipping that costs nothing is said where goods are sent', () => {
    expect(totalRows(plain, true).map(({ name, amount }) => [name, amount])).toEqual([
      ['subtotal', 9000],
      ['shipping', 0],
    ]);
  });

  test('a discount is taken off, tax on top is added', () => {
    const rows = totalRows({ ...plain, amountDiscount: 900, amountTax: 1782, amountTotal: 9882 }, false);
    expect(rows).toEqual([
      { name: 'subtotal', amount: 9000 },
      { name: 'discount', amount: -900 },
      { name: 'tax', amount: 1782 },
    ]);
    expect(rows.reduce((sum, { amount }) => sum + amount, 0)).toBe(9882);
  });

  test('tax on top of the goods is added, and what shipping cost holds its own already', () => {
    const rows = totalRows({ ...plain, amountShipping: 976, amountTax: 2156, amountTotal: 11_956 }, true);
    expect(rows.slice(1)).toEqual([
      { name: 'shipping', amount: 976 },
      { name: 'tax', amount: 1980 },
      { name: 'taxIncluded', amount: 176 },
    ]);
  });

  test('tax inside the prices is named as included', () => {
    expect(totalRows({ ...plain, amountTax: 1623 }, false).at(-1)).toEqual({
      name: 'taxIncluded',
      amount: 1623,
    });
  });
});

describe('an address on a parcel', () => {
  const via = {
    line1: 'Via Po 1',
    line2: null,
    postal_code: '10123',
    city: 'Torino',
    state: 'TO',
    country: 'IT',
  };

  test('in Italian order, the country in the reader’s language', () => {
    expect(postalAddress({ name: 'Giulia', address: via }, 'it')).toEqual({
      name: 'Giulia',
      lines: ['Via Po 1', '10123 Torino (TO)', 'Italia'],
    });
    expect(postalAddress({ name: 'Giulia', address: via }, 'en')?.lines.at(-1)).toBe('Italy');
  });

  test('in American order', () => {
    const address = {
      line1: '1 Main St',
      postal_code: '94110',
      city: 'San Francisco',
      state: 'CA',
      country: 'US',
    };
    expect(postalAddress({ name: '', address }, 'en')).toEqual({
      name: null,
      lines: ['1 Main St', 'San Francisco, CA 94110', 'United States'],
    });
  });

  test.each([null, undefined, {}, { name: 'Giulia' }, { address: {} }, 'Via Po 1', { address: 3 }])(
    'nothing is printed of %j',
    (stored) => {
      expect(postalAddress(stored, 'it')).toBeNull();
    },
  );
});

test.each([
  ['Giulia Ferraris', 'Giulia'],
  ['  Anne-Marie  d’Aosta', 'Anne-Marie'],
  ['O’Hara', 'O’Hara'],
  ['G. Ferraris', null],
  ['giulia@example.com', null],
  ['', null],
  [null, null],
])('the first name of %j is %j', (name, first) => {
  expect(firstName(name)).toBe(first);
});

test.each([
  [0, 'en', '1 kB'],
  [839_600, 'en', '840 kB'],
  [2_440_000, 'en', '2.4 MB'],
  [2_440_000, 'it', '2,4 MB'],
])('%d bytes in %s read %s', (bytes, locale, text) => {
  expect(fileSize(bytes, locale)).toBe(text);
});
