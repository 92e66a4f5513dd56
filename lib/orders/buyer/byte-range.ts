/** Part of a file: first and last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Reads a `Range` header that asks for one part of a file, which is what browsers send to go on with a download that
 * broke off. https://www.rfc-editor.org/rfc/rfc9110#field.range
 *
 * @param size of the whole file in bytes
 * @returns null where the whole file is to be sent (no header, several parts, another unit: all may be ignored);
 *   `unsatisfiable` where the part lies beyond the end
 */
export function byteRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length > 0 ? { start: size - length, end: size - 1 } : 'unsatisfiable';
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size) return 'unsatisfiable';
  return start <= end ? { start, end } : null;
}
