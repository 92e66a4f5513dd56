import { type CsvRow, OpenQuote, parseCsv } from './csv';

/** Largest file, in bytes, and most keys in one. */
export const largestFile = 1_000_000;
export const mostKeys = 20_000;
export const longestKey = 200;

/** The keys of a file, each once, or why none of it can be used. */
export type KeyFile =
  | {
      ok: true;
      keys: string[] /** Keys that stood there more than once, each named once */;
      repeated: string[];
    }
  | {
      ok: false;
      reason: 'empty' | 'not_text' | 'too_large' | 'too_many' | 'columns' | 'open_quote' | 'bad_key';
      /** Where, counted from one, for `open_quote` and `bad_key` */
      line: number | null;
    };

const refused = (reason: Extract<KeyFile, { ok: false }>['reason'], line: number | null = null): KeyFile => ({
  ok: false,
  reason,
  line,
});

/** What the column of keys is called in a header, in the languages of the house. */
const columnName =
  /^(licen[cs]e[ _-]?)?(keys?|codes?)$|^licen[cs]es?$|^serial(s|[ _-]?numbers?)?$|^chiav[ei]([ _-]di)?([ _-]licenza)?$|^codic[ei]([ _-]di)?([ _-]licenza)?$|^licenz[ae]$/i;

// Letters, marks, figures, punctuation, symbols and the plain space: what can be read out and typed.
const readable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u;

/**
 * Reads the keys out of a file or a paste: one a line, or a CSV file with a header that names the column. Everything
 * or nothing: a line that holds no key refuses the whole.
 */
export function readKeyFile(bytes: Uint8Array): KeyFile {
  if (bytes.byteLength > largestFile) return refused('too_large');
  const text = decode(bytes);
  if (text === null) return refused('not_text');
  let rows: CsvRow[];
  try {
    rows = parseCsv(text);
  } catch (error) {
    if (error instanceof OpenQuote) return refused('open_quote', error.line);
    throw error;
  }
  const [first] = rows;
  if (!first) return refused('empty');
  const column = first.cells.findIndex((cell) => columnName.test(cell));
  const widest = rows.reduce((most, { cells }) => Math.max(most, lastFilled(cells) + 1), 0);
  // Several columns and none called key: a guess might sell order numbers as keys.
  if (column === -1 && widest > 1) return refused('columns');
  const body = column === -1 ? rows : rows.slice(1);
  if (body.length === 0) return refused('empty');
  if (body.length > mostKeys) return refused('too_many');

  const keys = new Set<string>();
  const repeated = new Set<string>();
  for (const { line, cells } of body) {
    const key = cells[Math.max(0, column)] ?? '';
    if (!readable.test(key) || key.length > longestKey) return refused('bad_key', line);
    if (keys.has(key)) repeated.add(key);
    keys.add(key);
  }
  return { ok: true, keys: [...keys], repeated: [...repeated] };
}

const lastFilled = (cells: string[]): number => cells.findLastIndex((cell) => cell !== '');

/** UTF-8, or UTF-16 where the file says so, as spreadsheets save “Unicode text”; without the mark at its beginning. */
function decode(bytes: Uint8Array): string | null {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
