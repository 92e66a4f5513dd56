import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quotedPrintable } from '@/lib/mail/quoted-printable';

/** What a mail program reads. */
const decoded = (encoded: string): string =>
  Buffer.from(
    encoded
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

test.each([
  ['plain words stand as they are', 'Your receipt, order B-1042', 'Your receipt, order B-1042'],
  ['an equals sign is encoded', 'a=b', 'a=3Db'],
  ['letters beyond ASCII are encoded byte by byte', 'è €', '=C3=A8 =E2=82=AC'],
  ['line breaks become CRLF', 'a\nb\r\nc', 'a\r\nb\r\nc'],
  ['a lone carriage return is no line break', 'a\rb', 'a=0Db'],
  ['blanks at the end of a line are encoded, others are not', 'a b \nc\t', 'a b=20\r\nc=09'],
  ['a long line is broken softly', 'x'.repeat(80), `${'x'.repeat(75)}=\r\n${'x'.repeat(5)}`],
  [
    'never within an encoded byte',
    `${'x'.repeat(74)}=${'x'.repeat(3)}`,
    `${'x'.repeat(74)}=\r\n=3D${'x'.repeat(3)}`,
  ],
])('%s', (_what, text, encoded) => {
  expect(quotedPrintable(text)).toBe(encoded);
});

test('any text comes back as it was, in short lines of printable ASCII', () => {
  const letters = fc.constantFrom(...'ab =.\t\n\u00e8\u20ac\u{1f3fa}\u200b');
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 400 }), (text) => {
      const encoded = quotedPrintable(text);
      expect(decoded(encoded)).toBe(text.replaceAll('\n', '\r\n'));
      for (const line of encoded.split('\r\n')) {
        expect(line).toMatch(/^[\t\x20-\x7e]{0,76}$/);
        expect(line).not.toMatch(/[\t ]$/);
      }
    }),
  );
});
