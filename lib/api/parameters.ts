import { isUuid } from '../uuid';
import { BadRequest } from './answers';

/** Where a page of a list begins: after the row of this time and ID. */
export interface After {
  at: Date;
  id: string;
}

const longest = 500;
/**
 * The parameters of a request, each at most once and only those that are known: one that is misspelt would otherwise
 * be left out in silence, and the answer be about more than was asked.
 *
 * @throws {BadRequest}
 */
export function readParameters<Name extends string>(
  url: string,
  known: readonly Name[],
): Partial<Record<Name, string>> {
  const { searchParams } = new URL(url);
  const given: Partial<Record<Name, string>> = {};
  for (const [name, value] of searchParams) {
    const found = known.find((other) => other === name);
    if (!found)
      throw new BadRequest(name, `“${name}” is not a parameter here. These are: ${known.join(', ')}.`);
    if (given[found] !== undefined) throw new BadRequest(name, `“${name}” may be given once.`);
    if (value.length > longest) throw new BadRequest(name, `“${name}” is longer than ${longest} characters.`);
    if (value.includes('\0')) throw new BadRequest(name, `“${name}” has a character that cannot be in it.`);
    given[found] = value;
  }
  return given;
}

/** @throws {BadRequest} */
export function readLimit(value: string | undefined): number {
  if (value === undefined) return 100;
  const limit = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (limit < 1 || limit > 100)
    throw new BadRequest('limit', '“limit” has to be a whole number from 1 to 100.');
  return limit;
}

/** @throws {BadRequest} */
export function readTruth(name: string, value: string | undefined): boolean | null {
  if (value === undefined) return null;
  if (value !== 'true' && value !== 'false') throw new BadRequest(name, `“${name}” has to be true or false.`);
  return value === 'true';
}

const moment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** Years that the database can write as we do. */
const inCalendar = (at: Date): boolean => at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999;

/** Whether the day that a text begins with is in its month: 31 February would be read as one in March. */
function isDay(text: string): boolean {
  const day = text.slice(0, 10);
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** A point in time; a day alone is its beginning in UTC. @throws {BadRequest} */
export function readMoment(name: string, value: string | undefined): Date | null {
  if (value === undefined) return null;
  // A plus in an address that nobody escaped arrives as a space.
  const text = value.replace(' ', '+');
  const at = new Date(text);
  if (!moment.test(text) || !isDay(text) || !inCalendar(at))
    throw new BadRequest(name, `“${name}” has to be a time like 2026-11-23T17:00:00Z.`);
  return at;
}

/** A cursor as `writeAfter` wrote it. @throws {BadRequest} */
export function readAfter(value: string | undefined): After | null {
  if (value === undefined) return null;
  const [time, id, ...rest] = Buffer.from(value, 'base64url').toString().split(' ');
  const at = new Date(/^\d{1,15}$/.test(time ?? '') ? Number(time) : Number.NaN);
  if (!inCalendar(at) || !id || !isUuid(id) || rest.length > 0)
    throw new BadRequest('cursor', '“cursor” has to be a “next_cursor” from an earlier answer, as it was.');
  return { at, id };
}

/** Where the next page begins, as it is handed out: opaque, so that nobody builds on what is in it. */
export const writeAfter = ({ at, id }: After): string =>
  Buffer.from(`${at.getTime()} ${id}`).toString('base64url');
