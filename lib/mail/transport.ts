import { createHash } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import { env } from '../env';
import { quotedPrintable } from './quoted-printable';

/** A mail ready to go. */
export interface OutgoingMail {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** From `messageIdFor`: the same for every attempt at the same mail */
  messageId: string;
}

let current: Transporter | undefined;

/**
 * Connections that mails share, five of them with up to a hundred mails each: a connection for every mail cost the
 * server 3 ms of processor and both some round trips. A server that allows other numbers is obeyed by `SMTP_URL`, where
 * every setting may stand: `?maxConnections=3&maxMessages=50`. A connection that the server closed while it was idle
 * costs no mail its try. https://nodemailer.com/smtp/pooled
 */
function transport(): Transporter {
  current ??= createTransport({
    url: env().smtpUrl,
    pool: true,
    // A server that does not answer must not hold a worker: the job fails and is tried again later.
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    // Servers close idle connections after minutes, and count them meanwhile.
    idleTimeout: 2_000,
  } as SMTPPool.Options);
  return current;
}

/**
 * The Message-ID of the mail with this idempotency key. A mail may leave twice (the process dies after the server
 * took it and before that was written down, I5); with the same ID, mail programs show it once.
 * https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4
 */
export function messageIdFor(key: string): string {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 40);
  return `<${name}@${new URL(env().appUrl).hostname}>`;
}

/**
 * Hands a mail to the server named by `SMTP_URL`.
 *
 * @throws nodemailer's error where the server cannot be reached, is too slow or refuses; then try again later
 */
export async function sendMail(mail: OutgoingMail): Promise<void> {
  const { html, text, ...head } = mail;
  await transport().sendMail({
    ...head,
    from: env().mailFrom,
    text: { raw: part('plain', text) },
    html: { raw: part('html', html) },
    // Keeps out-of-office answers away. https://www.rfc-editor.org/rfc/rfc3834#section-5
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
}

/** A part of a mail, encoded. Nodemailer would do it as a stream, which took 1.0 ms of processor where this takes 0.3. */
const part = (type: 'plain' | 'html', content: string): string =>
  `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(content)}`;

/** What nodemailer adds to an error about an answer of the server. */
interface SmtpFailure {
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
}

/**
 * Whether the server will never take a mail for this recipient: it answered RCPT with 5xx, or the address cannot even
 * be said to it. Two things are not for good: a refusal for reasons of policy (5.7.x: relaying is denied, a sign-in is
 * missing), which a change of settings ends, and whatever concerns the sender or the message, not the recipient.
 * https://www.rfc-editor.org/rfc/rfc3463#section-3
 */
export function refusedForGood(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, command, message, response = '', responseCode = 0 } = error as Error & SmtpFailure;
  if (code !== 'EENVELOPE') return false;
  if (command === 'API') return /^(Invalid recipient|No recipients)/.test(message);
  return command === 'RCPT TO' && responseCode >= 500 && !/^5\d\d[ -]5\.7\./.test(response);
}
