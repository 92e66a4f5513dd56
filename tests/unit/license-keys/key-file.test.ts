import { describe, expect, test } from 'vitest';
import { parseCsv } from '@/lib/license-keys/csv';
import { largestFile, mostKeys, readKeyFile } from '@/lib/license-keys/read-key-file';

const read = (text: string) => readKeyFile(new TextEncoder().encode(text));
const keysOf = (text: string) => {
  const file = read(text);
  return file.ok ? file.keys : file.reason;
};

describe('a CSV file', () => {
  const cases: [what: string, text: string, rows: string[][]][] = [
    [
      'has rows and cells',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['may end in a line end, or not', 'a\nb\n', [['a'], ['b']]],
    ['may have been written on Windows, or long ago', 'a\r\nb\rc', [['a'], ['b'], ['c']]],
    [
      'may have semicolons or tabs for commas',
      'a;"b,c"\nd;e',
      [
        ['a', 'b,c'],
        ['d', 'e'],
      ],
    ],
    ['may have tabs', 'a\tb', [['a', 'b']]],
    ['may quote what it likes', '"a ""b""","c\nd",e', [['a "b"', 'c\nd', 'e']]],
    ['may quote nothing at all', '""\n"a"', [['a']]],
    ['may have blank lines and lines of separators', '\n\na\n,,\n  \nb', [['a'], ['b']]],
    ['keeps a quote in the middle of a cell', '5" disk,b', [['5" disk', 'b']]],
    ['has spaces around its cells that mean nothing', ' a , "b" ', [['a', 'b']]],
    ['may be empty', '', []],
  ];
  test.each(cases)('%s', (_what, text, rows) => {
    expect(parseCsv(text).map(({ cells }) => cells)).toEqual(rows);
  });

  test('counts its lines, also across quoted ones', () => {
    expect(parseCsv('\r\n"a\r\nb"\r\nc').map(({ line }) => line)).toEqual([2, 4]);
    expect(() => parseCsv('a\n"b\nc')).toThrow(expect.objectContaining({ line: 2 }));
  });
});

describe('a file of keys', () => {
  test('is one key a line', () => {
    expect(keysOf('AAA-1\nAAA-2\n')).toEqual(['AAA-1', 'AAA-2']);
    expect(keysOf('AAA-1')).toEqual(['AAA-1']);
  });

  test('may have a header, in the words of either language', () => {
    for (const header of [
      'key',
      'Licence Key',
      'license_key',
      'chiavi',
      'Chiave di licenza',
      'CODICE',
      'Serial number',
    ])
      expect(keysOf(`${header}\r\nAAA-1\r\n`)).toEqual(['AAA-1']);
    expect(keysOf('KEY-AAA\nKEY-BBB')).toEqual(['KEY-AAA', 'KEY-BBB']);
  });

  test('may have other columns where the header says which one holds the keys', () => {
    expect(keysOf('no;chiave;note\n1;AAA-1;\n2;AAA-2;"per Ada"')).toEqual(['AAA-1', 'AAA-2']);
    expect(keysOf('1;AAA-1\n2;AAA-2')).toBe('columns');
    expect(keysOf('AAA-1,\nAAA-2,')).toEqual(['AAA-1', 'AAA-2']);
  });

  test('may begin with a byte order mark, or be the UTF-16 that spreadsheets call Unicode', () => {
    expect(keysOf('\ufeffkey\nAAA-1')).toEqual(['AAA-1']);
    const utf16 = Buffer.from('\ufeffAAA-1\r\nAAA-2', 'utf16le');
    expect(readKeyFile(utf16)).toEqual({ ok: true, keys: ['AAA-1', 'AAA-2'], repeated: [] });
  });

  test('says which keys it has twice, and names each once', () => {
    expect(read('A\nB\nA\nA\nC\nB')).toEqual({ ok: true, keys: ['A', 'B', 'C'], repeated: ['A', 'B'] });
  });

  test('with a line that is no key is refused whole, and the line is named', () => {
    expect(read('A\nB\u0000B')).toEqual({ ok: false, reason: 'bad_key', line: 2 });
    expect(read(`A\n\n${'B'.repeat(201)}`)).toEqual({ ok: false, reason: 'bad_key', line: 3 });
    expect(read('key,note\nA,\n,forgotten')).toEqual({ ok: false, reason: 'bad_key', line: 3 });
    expect(read('A\n"B\nC')).toEqual({ ok: false, reason: 'open_quote', line: 2 });
  });

  test('that is no text, is empty or too large is refused', () => {
    expect(readKeyFile(Uint8Array.of(0x50, 0x4b, 3, 4, 0xff, 0xfe, 0x80))).toMatchObject({
      reason: 'not_text',
    });
    expect(keysOf(' \n\n')).toBe('empty');
    expect(keysOf('key\n')).toBe('empty');
    expect(keysOf(Array.from({ length: mostKeys + 1 }, (_, n) => `K${n}`).join('\n'))).toBe('too_many');
    expect(readKeyFile(new Uint8Array(largestFile + 1).fill(65))).toMatchObject({ reason: 'too_large' });
  });
});
