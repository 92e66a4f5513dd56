/**
 * Whether PostgreSQL keeps a text as it is: it knows no NUL, and half a character (one part of a surrogate pair) is none.
 * What cannot be kept cannot be looked for either: the database answers with an error, not with nothing.
 * https://www.postgresql.org/docs/current/datatype-character.html
 */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** The text without what cannot be kept of it. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/**
 * A text from outside to be kept and shown in one line: without control characters, without half a character at its
 * end, and no longer than asked.
 *
 * @param longest in UTF-16 units
 */
export const oneLine = (text: string, longest: number): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, longest)
    .toWellFormed();

/** What a JSON text may say and `jsonb` does not keep. https://www.postgresql.org/docs/current/datatype-json.html */
const suspect = /\\u(0000|d[89a-f])/i;

/** A JSON text that `jsonb` keeps: the same one, but for characters in its strings that it does not know. */
export function storableJson(json: string): string {
  if (!suspect.test(json)) return json;
  return JSON.stringify(
    JSON.parse(json, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value)),
  );
}
