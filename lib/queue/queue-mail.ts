import type { Tx } from '../db';
import { addJob } from './add-job';
import type { MailTemplate } from './mail-templates';

export interface QueuedMail {
  /** One mail for one key, however often it is asked for (I5): `receipt:<order>`. */
  key: string;
  /** Null for a mail that is about no single order. */
  orderId: string | null;
  template: MailTemplate;
  recipient: string;
  locale: string;
  /** IDs of what it is about beside the order: a parcel, a refund. */
  data?: Record<string, string>;
  /** The mail that this one says once more. */
  againOf?: string;
}

/**
 * Queues a mail in the transaction of the change that causes it (I5). It is written out when it is sent, so it tells
 * how things stand then.
 *
 * @returns false where a mail with that key was queued before
 */
export async function queueMail(tx: Tx, mail: QueuedMail): Promise<boolean> {
  const { key, ...fields } = mail;
  const [created] = await tx.mailMessage.createManyAndReturn({
    data: [{ idempotencyKey: key, ...fields }],
    skipDuplicates: true,
    select: { id: true },
  });
  if (!created) return false;
  await addJob(tx, 'send_mail', { mailId: created.id });
  return true;
}
