import { erasedMark, redact } from '../../../lib/buyers/redact';
import type { Attempt } from '../../../lib/fulfillment/attempt';
import type { OrderPlan } from '../../../lib/fulfillment/decision/order-plan';
import type { Change } from '../journal';
import type { ShopModel } from '../shop-model';

type Row = Record<string, unknown>;

/** What a plan is to queue and to note beside its rows, as the tables keep it: told from the plans alone. */
export class ExpectedEffects {
  mails: Row[] = [];
  messages: Row[] = [];
  readonly records: Row[] = [];
  timeline: Row[] = [];

  add(change: Change, { endpoints }: ShopModel): void {
    if (change.kind === 'erased') this.#erase(change.orderId, change.known);
    if (change.kind !== 'decided') return;
    for (const [at, answer] of change.answers.entries()) {
      const attempt = change.asked[at]?.attempt;
      if (answer !== 'stale' && attempt) this.#addPlan(answer.plan, attempt, endpoints);
    }
  }

  #addPlan({ after, effects }: OrderPlan, attempt: Attempt, endpoints: ShopModel['endpoints']): void {
    const { order } = after;
    if (!order) return;
    const orderId = order.id;
    for (const mail of effects.mails) this.mails.push({ ...mail, orderId, state: 'queued' });
    const dropped = new Set<unknown>(effects.droppedMails.map(({ id }) => id));
    for (const mail of this.mails)
      if (dropped.has(mail.id) && mail.state === 'queued') mail.state = 'dropped';
    for (const { kind, key, data } of effects.messages) {
      for (const { id: endpointId } of endpoints.filter(({ kinds }) => kinds.includes(kind))) {
        const isKnown = this.messages.some((row) => row.key === key && row.endpointId === endpointId);
        if (!isKnown) this.messages.push({ endpointId, key, kind, orderId, data });
      }
    }
    for (const record of effects.records) {
      const isKnown = this.records.some(
        (row) => row.objectId === record.objectId && row.hash === record.hash,
      );
      if (!isKnown && order.erasedAt === null) this.records.push({ ...record, orderId });
    }
    for (const { kind, data, trigger } of effects.notes) {
      const { eventId, actor } = trigger ? {} : attempt;
      this.timeline.push({
        orderId,
        kind,
        data: data ?? {},
        trigger: trigger ?? attempt.trigger,
        eventId,
        actor,
      });
    }
  }

  /** A mail that waits goes to nobody; what was told or sent names nobody any more. */
  #erase(orderId: string, known: readonly string[]): void {
    const forget = (row: Row): Row =>
      row.orderId === orderId ? { ...row, data: redact(row.data, known) } : row;
    this.mails = this.mails
      .filter((mail) => mail.orderId !== orderId || mail.state !== 'queued')
      .map((mail) => (mail.orderId === orderId ? { ...mail, recipient: erasedMark } : mail));
    this.messages = this.messages.map(forget);
    this.timeline = this.timeline.map(forget);
    const byMerchant = { trigger: 'merchant', eventId: null, actor: 'ottavia@example.com' };
    this.timeline.push({ orderId, kind: 'details_erased', data: {}, ...byMerchant });
  }
}
