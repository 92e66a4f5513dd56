import { asHtml } from './letters/as-html';
import { asText } from './letters/as-text';
import { type MailWish, writeLetter } from './write-letter';

/** A mail written out, HTML and plain text saying the same. */
export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/**
 * Writes a mail out, as what it is about stands now.
 *
 * @throws {NothingToTell} where what it was queued for is no longer so
 * @throws {Error} where there is no such order
 */
export async function renderMail(wish: MailWish): Promise<RenderedMail> {
  const letter = await writeLetter(wish);
  return { subject: letter.subject, html: asHtml(letter), text: asText(letter) };
}
