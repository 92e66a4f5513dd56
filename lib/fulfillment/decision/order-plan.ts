import type { Trigger } from '../../generated/prisma/enums';
import type { MailTemplate } from '../../queue/mail-templates';
import type { MessageKind } from '../../queue/message-kinds';
import type { TimelineKind } from '../../timeline/timeline';
import type { Goods, Json, OrderState } from './order-state';
import type { RecordView } from './stripe-view';

/** A timeline entry of one attempt. */
export interface Note {
  kind: TimelineKind;
  data?: { [key: string]: Json };
  /** Null where nothing but the shop itself set it off; undefined for the attempt's own trigger. */
  trigger?: Trigger;
}

export interface PlannedMail {
  id: string;
  /** One mail for one key (I5). */
  key: string;
  template: MailTemplate;
  recipient: string;
  locale: string;
  data: { [name: string]: string };
}

/** A mail that is not to be sent any more, where it has not left. */
export interface DroppedMail {
  id: string;
  /** A code that has its sentence on the merchant's pages (`dropReasons`). */
  reason: string;
}

export interface PlannedMessage {
  kind: MessageKind;
  /** One message for one key and endpoint (I5). */
  key: string;
  data: { [key: string]: Json };
}

/** Work that follows from a change of stock. */
export interface PlannedJob {
  name: 'refresh_link' | 'fulfill_back_orders';
  variantId: string;
}

/** What leaves the database because of a decision; queued in its transaction (I5). */
export interface Effects {
  mails: readonly PlannedMail[];
  droppedMails: readonly DroppedMail[];
  messages: readonly PlannedMessage[];
  jobs: readonly PlannedJob[];
  notes: readonly Note[];
  records: readonly RecordView[];
  /** A buyer to insert, or to give a new name. */
  buyer: { id: string; email: string; name: string | null } | null;
}

/** Everything one decision writes: the rows that differ between two states, and what is queued with them. */
export interface OrderPlan {
  before: OrderState;
  after: OrderState;
  /** The shared goods as they are once this plan is written. */
  goods: Goods;
  effects: Effects;
}
