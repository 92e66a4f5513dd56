import { erasedMark } from '../../buyers/redact';
import { db } from '../../db';
import { lockOrder } from '../../locks/lock-orders';
import { mailData } from '../../mail/mail-data';
import { type DropReason, NothingToTell } from '../../mail/nothing-to-tell';
import { writeLetter } from '../../mail/write-letter';
import { isMailTemplate } from '../../queue/mail-templates';
import { queueMail } from '../../queue/queue-mail';
import { addTimeline } from '../../timeline/timeline';

/** What came of asking for a mail again. */
export type MailAgainResult =
  | { queued: true; recipient: string }
  | { queued: false; reason: 'no_mail' | 'still_queued' | 'again_queued' }
  /** What it says would not be true any more */
  | { queued: false; reason: 'untold'; why: DropReason };

/** Whether a mail may be asked for again: one that waits is sent by itself, and an erased address is nobody's. */
export const mayGoAgain = (mail: { state: string; recipient: string }): boolean =>
  mail.state !== 'queued' && mail.recipient !== erasedMark;

/**
 * Queues a mail about an order once more, to the same address, as a mail of its own: with a Message-ID of its own, so
 * that the mailbox shows it, and written as things stand now. Of two presses at the same instant one queues it, the
 * other learns that it is about to leave.
 *
 * @param actor the merchant's address, for the timeline
 */
export async function sendMailAgain(mailId: string, actor: string): Promise<MailAgainResult> {
  const mail = await db().mailMessage.findUnique({ where: { id: mailId } });
  if (!mail?.orderId || !isMailTemplate(mail.template)) return { queued: false, reason: 'no_mail' };
  if (mail.recipient === erasedMark) return { queued: false, reason: 'no_mail' };
  if (!mayGoAgain(mail)) return { queued: false, reason: 'still_queued' };
  const { orderId, template, recipient, locale } = mail;
  const data = mailData(mail.data);
  try {
    await writeLetter({ template, orderId, locale, data });
  } catch (error) {
    if (error instanceof NothingToTell) return { queued: false, reason: 'untold', why: error.reason };
    throw error;
  }
  return await db().$transaction(async (tx): Promise<MailAgainResult> => {
    // The order's lock lets one press at a time count the earlier ones.
    await lockOrder(tx, orderId);
    const current = await tx.mailMessage.findUnique({ where: { id: mailId }, select: { recipient: true } });
    // Erased while the letter was written.
    if (current?.recipient !== recipient) return { queued: false, reason: 'no_mail' };
    const before = await tx.mailMessage.findMany({
      where: { orderId, againOf: mailId },
      select: { state: true },
    });
    if (before.some(({ state }) => state === 'queued')) return { queued: false, reason: 'again_queued' };
    await queueMail(tx, {
      key: `again:${mailId}:${before.length + 1}`,
      againOf: mailId,
      orderId,
      template,
      recipient,
      locale,
      data,
    });
    await addTimeline(tx, orderId, { kind: 'mail_queued', trigger: 'merchant', actor, data: { template } });
    return { queued: true, recipient };
  });
}
