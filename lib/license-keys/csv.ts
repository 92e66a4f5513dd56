/** A row of a CSV file and the line it begins on, counted from one. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** A quoted cell that begins on this line is never closed. */
export class OpenQuote extends Error {
  override readonly name = 'OpenQuote';
  constructor(readonly line: number) {
    super(`a quoted cell that begins on line ${line} does not end`);
  }
}

/** The separators that spreadsheets write: which one depends on the country. */
const separators = [',', ';', '\t'] as const;

/** The separator of a file: whichever is most frequent in its first row that holds anything, outside quotes. */
function separatorOf(text: string): string {
  const [first = ''] = text
    .trimStart()
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/[\r\n]/, 1);
  const counts = separators.map((separator) => first.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}

/**
 * Reads a CSV file as spreadsheets write them: cells in double quotes may hold the separator, line ends and doubled
 * quotes; lines end in LF, CRLF or CR; the separator is found out. Cells are trimmed and rows without content left out.
 * https://www.rfc-editor.org/rfc/rfc4180
 *
 * @throws {OpenQuote}
 */
export function parseCsv(text: string): CsvRow[] {
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let rowBegan = 1;
  const endCell = () => {
    cells.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (cells.some((content) => content !== '')) rows.push({ line: rowBegan, cells });
    cells = [];
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"' && cell.trim() === '') {
      const closed = readQuoted(text, at + 1);
      if (!closed) throw new OpenQuote(line);
      cell = closed.content;
      at = closed.end;
      line += closed.content.split(/\r\n|\r|\n/).length - 1;
    } else if (character === separator) {
      endCell();
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && text[at + 1] === '\n') at += 1;
      endRow();
      line += 1;
      rowBegan = line;
    } else {
      cell += character;
    }
  }
  endRow();
  return rows;
}

/** The content of a quoted cell from after its first quote, and where its last one stands; null where there is none. */
function readQuoted(text: string, from: number): { content: string; end: number } | null {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return { content: text.slice(from, at).replaceAll('""', '"'), end: at };
  }
  return null;
}
