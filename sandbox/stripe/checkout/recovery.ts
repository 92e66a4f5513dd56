import { notFound } from '../errors';
import { newId, now, randomText } from '../state/ids';
import type { SessionRow } from '../state/rows';
import type { World } from '../world';
import { reprice } from './amounts';
import { watchExpiry } from './expire';
import { sessionUrl } from './urls';

const DAY = 86_400;

/**
 * Starts the session that takes the place of an expired one: a copy of it, which says where it comes from.
 * https://docs.stripe.com/payments/checkout/abandoned-carts
 *
 * @throws ApiError 404 where nothing can be recovered (any more).
 */
export function recover(world: World, id: string): SessionRow {
  const expired = world.store.sessions.get(id);
  const recovery = expired?.session.after_expiration?.recovery;
  if (!expired || !recovery?.url || (recovery.expires_at ?? 0) < now()) {
    throw notFound('checkout.session', id, 'session');
  }
  const newSessionId = newId('cs_test');
  const created = now();
  const embedded = expired.session.ui_mode === 'embedded_page';
  const clientSecret = embedded ? `${newSessionId}_secret_${randomText(46)}` : null;
  // The copy's lines are objects of their own. An optional item has the ID under which it becomes a line.
  const ids = new Map<string, string>();
  const renewed = (lineId: string): string => {
    const known = ids.get(lineId) ?? newId('li');
    ids.set(lineId, known);
    return known;
  };
  const row: SessionRow = {
    ...expired,
    id: newSessionId,
    clientSecret,
    lines: expired.lines.map((line) => ({ ...line, id: renewed(line.id) })),
    optionalItems: expired.optionalItems?.map((item) => ({ ...item, id: renewed(item.id) })),
    paymentIntent: null,
    session: {
      ...expired.session,
      id: newSessionId,
      after_expiration: { recovery: { ...recovery, url: null, expires_at: null } },
      allow_promotion_codes: expired.discount ? null : recovery.allow_promotion_codes,
      client_secret: clientSecret,
      created,
      expires_at: created + DAY,
      payment_intent: null,
      recovered_from: id,
      status: 'open',
      url: embedded ? null : sessionUrl(world.publicUrl, newSessionId),
    },
  };
  reprice(world, row);
  watchExpiry(world, row);
  return row;
}
