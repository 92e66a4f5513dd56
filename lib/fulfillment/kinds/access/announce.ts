import { closedReason, viewEntitlement } from '../../../entitlements/entitlement-state';
import { change, changeOrder, type Draft, orderOf, queueMail, queueMessage } from '../../decision/draft';
import type { AnnounceReason } from '../kind';
import type { EntitlementRow } from './rows';

/**
 * Announces access that has opened or closed since the last announcement, once (I5): to the merchant's other systems by
 * a message, to the buyer by a mail, and on the timeline. Where nothing has opened or closed, nothing is announced. A
 * later end while access is open (a renewal) is no news.
 *
 * The first opening is announced to the other systems alone: the receipt says it to the buyer. A refund, too, has its
 * own mail, which says what was taken back.
 */
export function announceAccess(draft: Draft, reason: AnnounceReason): void {
  const { now } = draft.given;
  const rows = [...draft.state.entitlements].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const row of rows) {
    const order = orderOf(draft);
    const isOpen = closedReason(row, order.payment, now) === null;
    if (isOpen === row.announcedOpen) continue;
    const isFirst = row.announcedOpen === null;
    // Closed before its opening was announced: there is nothing to take back.
    const isSilent = isFirst && !isOpen;
    const timesAnnounced = isFirst ? row.timesAnnounced : row.timesAnnounced + 1;
    const announced: EntitlementRow = { ...row, announcedOpen: isOpen, timesAnnounced, updatedAt: now };
    change(draft, 'entitlements', row, announced);
    if (isSilent) continue;

    const key = `${row.id}:${row.timesAnnounced}`;
    const kind = isOpen ? 'entitlement.granted' : 'entitlement.revoked';
    const slug = draft.goods.products.find(({ id }) => id === row.productId)?.slug ?? '';
    queueMessage(draft, kind, `${kind}:${key}`, {
      ...viewEntitlement(announced, slug, order, now),
      cause: reason,
    });
    if (isFirst) continue;
    const template = isOpen ? 'access_granted' : 'access_ended';
    if (reason !== 'refund') queueMail(draft, `${template}:${key}`, template, { entitlementId: row.id });
    draft.notes.push({
      kind: isOpen ? 'access_opened' : 'access_ended',
      trigger: 'system',
      data: { entitlementId: row.id, ...lineOf(draft, row), reason },
    });
    changeOrder(draft, { accessRevision: order.accessRevision + 1 });
  }
}

function lineOf({ state }: Draft, { fulfillmentId }: EntitlementRow): { lineId: string; what: string } {
  const fulfillment = state.fulfillments.find(({ id }) => id === fulfillmentId);
  const line = state.lines.find(({ id }) => id === fulfillment?.orderLineId);
  return { lineId: line?.id ?? '', what: line?.description ?? '' };
}
