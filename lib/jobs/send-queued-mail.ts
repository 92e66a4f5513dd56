import { db } from '../db';
import { log } from '../log';
import { mailData } from '../mail/mail-data';
import { NothingToTell } from '../mail/nothing-to-tell';
import { markSent, type QueuedMailRow, readQueuedMail } from '../mail/queued-mails';
import { type RenderedMail, renderMail } from '../mail/render-mail';
import { messageIdFor, refusedForGood, sendMail } from '../mail/transport';
import { isMailTemplate } from '../queue/mail-templates';
import { oneLine } from '../storable';

/**
 * A mail could not be sent. Its message goes into the log and the queue, which know no buyer: addresses that the server
 * named are taken out of it. The mail's own row has them.
 */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';
}

const anyAddress = /[^\s<>"':;,]+@[^\s<>"':;,]+/g;

const wordsOf = (error: unknown): string =>
  oneLine(error instanceof Error ? error.message : String(error), 500);

/**
 * Writes a queued mail out as things stand now, sends it, and notes that it went (I5). Between the last two the
 * process may die: then the mail goes again, with the same Message-ID.
 *
 * A mail that has nothing to say any more is dropped, one whose recipient the server refuses for good is left alone;
 * both keep the reason for the merchant to see, and neither is tried again by itself.
 *
 * @throws {MailNotSent} for whatever else stood in the way; the job is tried again with growing intervals
 */
export async function sendQueuedMail(mailId: string): Promise<void> {
  const mail = await readQueuedMail(mailId);
  if (!mail) return;
  try {
    const content = await write(mail);
    await sendMail({ ...content, to: mail.recipient, messageId: messageIdFor(mail.idempotencyKey) });
  } catch (error) {
    if (error instanceof NothingToTell) return await drop(mail, error);
    await noteFailure(mail, error);
    if (!refusedForGood(error)) throw new MailNotSent(wordsOf(error).replace(anyAddress, '…'));
    log.warn({ part: 'mail', mail: mailId }, 'the recipient is refused for good');
    return;
  }
  await markSent({ id: mailId, orderId: mail.orderId, sentAt: new Date() });
}

async function write({ template, orderId, locale, data }: QueuedMailRow): Promise<RenderedMail> {
  if (!isMailTemplate(template)) throw new Error(`no mail is called ${template}`);
  return await renderMail({ template, orderId, locale, data: mailData(data) });
}

/** Erasure may have deleted the row since: then there is nothing to note. */
async function drop({ id, template }: QueuedMailRow, { reason }: NothingToTell): Promise<void> {
  await db().mailMessage.updateMany({ where: { id }, data: { state: 'dropped', lastError: reason } });
  log.info({ part: 'mail', mail: id, template, reason }, 'nothing to tell any more');
}

async function noteFailure({ id }: QueuedMailRow, error: unknown): Promise<void> {
  await db().mailMessage.updateMany({
    where: { id },
    data: {
      state: refusedForGood(error) ? 'refused' : 'queued',
      attempts: { increment: 1 },
      lastTriedAt: new Date(),
      lastError: wordsOf(error),
    },
  });
}
