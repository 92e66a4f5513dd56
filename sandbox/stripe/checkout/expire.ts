import { invalid, notFound } from '../errors';
import { now } from '../state/ids';
import type { SessionRow } from '../state/rows';
import { emit } from '../webhooks/events';
import type { World } from '../world';

const RECOVERABLE = 30 * 86_400;

/** Lets an open session end by itself at its `expires_at`. */
export function watchExpiry(world: World, row: SessionRow): void {
  world.scheduler.at(row.session.expires_at * 1000, () => {
    const current = world.store.sessions.get(row.id);
    if (current?.session.status === 'open') close(world, current);
  });
}

/**
 * Ends an open session by hand. https://docs.stripe.com/api/checkout/sessions/expire
 *
 * @throws ApiError 404 for an unknown session, 400 for one that is no longer open.
 */
export function expireSession(world: World, id: string): SessionRow {
  const row = world.store.sessions.get(id);
  if (!row) throw notFound('checkout.session', id, 'session');
  if (row.session.status !== 'open') {
    const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${row.session.status}.`;
    throw invalid(message, 'session');
  }
  close(world, row);
  return row;
}

function close(world: World, row: SessionRow): void {
  row.session.status = 'expired';
  row.session.url = null;
  row.session.client_secret = null;
  offerRecovery(world, row);
  world.store.sessions.put(row);
  emit(world, 'checkout.session.expired', row.session);
}

/** The address by which a shopper takes up an expired session again, for 30 days. */
function offerRecovery({ publicUrl }: World, { session }: SessionRow): void {
  const recovery = session.after_expiration?.recovery;
  if (!recovery?.enabled) return;
  recovery.url = `${publicUrl}/recover/${session.id}`;
  recovery.expires_at = now() + RECOVERABLE;
}
