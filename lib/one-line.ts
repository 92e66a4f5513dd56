/**
 * A text from outside as it may be kept and shown in one line: without control characters, of which PostgreSQL keeps
 * some in no text (NUL), without half a character at its end, and no longer than asked.
 *
 * @param longest in UTF-16 units
 */
export const oneLine = (text: string, longest: number): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, longest)
    .toWellFormed();
