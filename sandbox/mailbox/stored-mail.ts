import { simpleParser } from 'mailparser';

/** One received mail, as the sandbox's pages and the tests read it. */
export interface StoredMail {
  id: string;
  from: string;
  /** Everyone the mail was delivered to, hidden copies included: the envelope, not the `To` header. */
  to: string[];
  subject: string;
  text: string;
  /** Empty where the mail has no HTML part. Pictures inside the mail are inlined as data URLs. */
  html: string;
  /** Header names in lower case; the lines of a repeated header are joined by a comma. */
  headers: Record<string, string>;
  /** ISO 8601, UTC. */
  receivedAt: string;
  /** Every http(s) address in the HTML part, then those only in the text part, each once. */
  links: string[];
}

const ENVELOPE_HEADER = 'x-sandbox-envelope-to';

/** The bytes to keep: the mail as it came, preceded by the envelope, which the mail itself does not carry. */
export function withEnvelope(raw: Buffer, recipients: string[]): Buffer {
  return Buffer.concat([Buffer.from(`${ENVELOPE_HEADER}: ${recipients.join(', ')}\r\n`), raw]);
}

/** Reads what `withEnvelope` wrote. Never throws on an odd mail: what cannot be read is empty. */
export async function parseStored(id: string, receivedAt: Date, bytes: Buffer): Promise<StoredMail> {
  const parsed = await simpleParser(bytes, { skipTextToHtml: true });
  const headers: Record<string, string> = {};
  for (const { key, line } of parsed.headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\s+/g, ' ')
      .trim();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  const to = (headers[ENVELOPE_HEADER] ?? '').split(', ').filter(Boolean);
  delete headers[ENVELOPE_HEADER];
  const html = parsed.html || '';
  const text = parsed.text ?? '';
  return {
    id,
    from: parsed.from?.text ?? '',
    to,
    subject: parsed.subject ?? '',
    text,
    html,
    headers,
    receivedAt: receivedAt.toISOString(),
    links: findLinks(html, text),
  };
}

/** Addresses a reader could follow, in reading order. */
export function findLinks(html: string, text: string): string[] {
  const fromHtml = [...html.matchAll(/<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((match) =>
    unescapeHtml(match[1] ?? match[2] ?? ''),
  );
  const fromText = [...text.matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map((match) =>
    match[0].replace(/[.,;:!?]+$/, ''),
  );
  return [...new Set([...fromHtml, ...fromText].filter((link) => /^https?:\/\//i.test(link)))];
}

function unescapeHtml(value: string): string {
  return value
    .replace(/&quot;/g, '"')
    .replace(/&#(?:39|x27);/gi, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
