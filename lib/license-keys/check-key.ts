import { z } from 'zod';
import { BadRequest } from '../api/answers';
import { db } from '../db';
import { longestKey } from './read-key-file';

/** Whether a licence key holds. */
export interface KeyAnswer {
  valid: boolean;
  /** `unknown` also for a key that waits in a pool: nobody has bought it yet */
  state: 'valid' | 'revoked' | 'disputed' | 'unknown';
  /** The product's slug; null for a key that is unknown */
  product: string | null;
  granted_at: string | null;
  revoked_at: string | null;
}

const shape = z.object({ key: z.string().trim().min(1).max(longestKey) });
const unknown: KeyAnswer = {
  valid: false,
  state: 'unknown',
  product: null,
  granted_at: null,
  revoked_at: null,
};

/**
 * Says of a licence key whether it holds: it was sold, and neither taken back nor is its payment contested.
 *
 * @param body `{ "key": "…" }`, as it came
 * @throws {BadRequest}
 */
export async function checkKey(body: string): Promise<KeyAnswer> {
  const parsed = shape.safeParse(readJson(body));
  if (!parsed.success)
    throw new BadRequest(
      'key',
      `The body has to be JSON like { "key": "…" }, of at most ${longestKey} characters.`,
    );
  const { key } = parsed.data;
  // PostgreSQL has no such character in any text, so no key has it.
  if (key.includes('\0')) return unknown;
  const found = await db().licenseKey.findUnique({
    where: { key },
    include: {
      variant: { select: { product: { select: { slug: true } } } },
      fulfillment: { select: { orderLine: { select: { order: { select: { payment: true } } } } } },
    },
  });
  if (!found || (!found.fulfillment && !found.revokedAt)) return unknown;
  const disputed = found.fulfillment?.orderLine.order.payment === 'disputed';
  const state = found.revokedAt ? 'revoked' : disputed ? 'disputed' : 'valid';
  return {
    valid: state === 'valid',
    state,
    product: found.variant.product.slug,
    granted_at: found.grantedAt?.toISOString() ?? null,
    revoked_at: found.revokedAt?.toISOString() ?? null,
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
