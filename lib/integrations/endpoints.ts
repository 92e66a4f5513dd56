import { createHash } from 'node:crypto';
import { z } from 'zod';
import { db } from '../db';
import type { OutgoingEndpoint } from '../generated/prisma/client';
import { readEndpointUrl, type UrlProblem } from '../outgoing/endpoint-url';
import { makeSecret } from '../outgoing/sign-message';
import { isMessageKind, type MessageKind, messageKinds } from '../queue/message-kinds';
import { day } from '../time';

/** An address that is told what happens, without its secrets. */
export interface EndpointRow {
  id: string;
  url: string;
  kinds: MessageKind[];
  active: boolean;
  createdAt: Date;
  /** Tells one secret from another and gives nothing of it away */
  secretMark: string;
  /** Until when the secret before signs too; null where there is none */
  oldSecretUntil: Date | null;
}

/** The secret before a new one goes on signing for so long: time to put the new one in place. */
const bothHoldFor = day;
const mostEndpoints = 20;

const markOf = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 12);

/** Every endpoint, the oldest first. */
export async function listEndpoints(now = new Date()): Promise<EndpointRow[]> {
  const rows = await db().outgoingEndpoint.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  return rows.map((row) => toRow(row, now));
}

function toRow(row: OutgoingEndpoint, now: Date): EndpointRow {
  const { id, url, kinds, active, createdAt, secret, oldSecretUntil } = row;
  return {
    id,
    url,
    kinds: kinds.filter(isMessageKind),
    active,
    createdAt,
    secretMark: markOf(secret),
    oldSecretUntil: oldSecretUntil && oldSecretUntil > now ? oldSecretUntil : null,
  };
}

export type AddEndpointResult =
  | { added: true; id: string; url: string /** Shown now, and never again */; secret: string }
  | { added: false; reason: UrlProblem | 'no_kinds' | 'known' | 'too_many' };

const kindsShape = z.array(z.enum(messageKinds)).min(1);

/**
 * Adds an address that is told what happens.
 *
 * @param input as it came from the form: `url`, and `kinds`, of which there has to be one
 */
export async function addEndpoint(input: { url: unknown; kinds: unknown }): Promise<AddEndpointResult> {
  const read = readEndpointUrl(typeof input.url === 'string' ? input.url.trim() : '');
  if ('problem' in read) return { added: false, reason: read.problem };
  const kinds = kindsShape.safeParse(input.kinds);
  if (!kinds.success) return { added: false, reason: 'no_kinds' };
  const { url } = read;
  const secret = makeSecret();
  return await db().$transaction(async (tx) => {
    // Pressed twice, the second press waits here and finds the first.
    await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtext('outgoing_endpoint'))`;
    const known = await tx.outgoingEndpoint.findMany({ select: { url: true } });
    if (known.some((endpoint) => endpoint.url === url)) return { added: false, reason: 'known' };
    if (known.length >= mostEndpoints) return { added: false, reason: 'too_many' };
    const { id } = await tx.outgoingEndpoint.create({ data: { url, secret, kinds: kinds.data } });
    return { added: true, id, url, secret };
  });
}

export type ChangeResult =
  | { changed: true }
  | { changed: false; reason: 'no_endpoint' | 'same' | 'no_kinds' };

const isId = (value: unknown): value is string => z.uuid().safeParse(value).success;

/** Chooses which kinds of message an endpoint is sent. What was queued before still goes. */
export async function chooseKinds(id: unknown, input: unknown): Promise<ChangeResult> {
  const kinds = kindsShape.safeParse(input);
  if (!isId(id)) return { changed: false, reason: 'no_endpoint' };
  if (!kinds.success) return { changed: false, reason: 'no_kinds' };
  const { count } = await db().outgoingEndpoint.updateMany({ where: { id }, data: { kinds: kinds.data } });
  return count > 0 ? { changed: true } : { changed: false, reason: 'no_endpoint' };
}

/** Switches an endpoint off or on. While it is off, nothing is queued for it, and what waits is given up. */
export async function switchEndpoint(id: unknown, active: boolean): Promise<ChangeResult> {
  if (!isId(id)) return { changed: false, reason: 'no_endpoint' };
  const { count } = await db().outgoingEndpoint.updateMany({
    where: { id, active: !active },
    data: { active },
  });
  if (count > 0) return { changed: true };
  const there = await db().outgoingEndpoint.count({ where: { id } });
  return { changed: false, reason: there > 0 ? 'same' : 'no_endpoint' };
}

/** Removes an endpoint, with the record of what it was sent. */
export async function removeEndpoint(id: unknown): Promise<ChangeResult> {
  if (!isId(id)) return { changed: false, reason: 'no_endpoint' };
  const { count } = await db().outgoingEndpoint.deleteMany({ where: { id } });
  return count > 0 ? { changed: true } : { changed: false, reason: 'no_endpoint' };
}

export type RotateResult =
  | { rotated: true /** Shown now, and never again */; secret: string; oldSecretUntil: Date }
  | { rotated: false; reason: 'no_endpoint' | 'changed' };

/**
 * Gives an endpoint a new secret. The one before signs beside it for a day, so that no message is refused while the
 * receiver is being changed.
 *
 * @param seen `secretMark` as the page showed it: a second press finds another secret and changes nothing
 */
export async function rotateSecret(id: unknown, seen: unknown, now = new Date()): Promise<RotateResult> {
  if (!isId(id)) return { rotated: false, reason: 'no_endpoint' };
  return await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM outgoing_endpoint WHERE id = ${id}::uuid FOR UPDATE`;
    const endpoint = await tx.outgoingEndpoint.findUnique({ where: { id }, select: { secret: true } });
    if (!endpoint) return { rotated: false, reason: 'no_endpoint' };
    if (markOf(endpoint.secret) !== seen) return { rotated: false, reason: 'changed' };
    const secret = makeSecret();
    const oldSecretUntil = new Date(now.getTime() + bothHoldFor);
    await tx.outgoingEndpoint.update({
      where: { id },
      data: { secret, oldSecret: endpoint.secret, oldSecretUntil },
    });
    return { rotated: true, secret, oldSecretUntil };
  });
}
