import { db } from '../db';
import { renderMail } from '../mail/render-mail';
import { isMailTemplate } from '../mail/templates';
import { messageIdFor, sendMail } from '../mail/transport';
import { addTimeline } from '../orders/timeline';

/**
 * Sends a queued mail, and notes that it went (I5). Between the two the process may die: then the mail goes again,
 * with the same Message-ID.
 *
 * @throws what the mail server said; the job is tried again with growing intervals
 */
export async function sendQueuedMail(mailId: string): Promise<void> {
  const mail = await db().mailMessage.findUnique({ where: { id: mailId } });
  if (!mail || mail.state === 'sent') return;
  try {
    if (!isMailTemplate(mail.template)) throw new Error(`no mail is called ${mail.template}`);
    const content = await renderMail({ template: mail.template, orderId: mail.orderId, locale: mail.locale });
    await sendMail({ ...content, to: mail.recipient, messageId: messageIdFor(mail.idempotencyKey) });
  } catch (error) {
    await db().mailMessage.update({
      where: { id: mailId },
      data: { attempts: { increment: 1 }, lastError: error instanceof Error ? error.message : String(error) },
    });
    throw error;
  }
  await db().$transaction(async (tx) => {
    await tx.mailMessage.update({
      where: { id: mailId },
      data: { state: 'sent', sentAt: new Date(), attempts: { increment: 1 }, lastError: null },
    });
    if (mail.orderId === null) return;
    await addTimeline(tx, mail.orderId, {
      kind: 'mail_sent',
      trigger: 'system',
      data: { template: mail.template },
    });
  });
}
