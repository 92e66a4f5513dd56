import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A new secret for an endpoint: 24 random bytes, written the way Standard Webhooks wants it. */
export const makeSecret = (): string => `${prefix}${randomBytes(24).toString('base64')}`;

/**
 * The headers that prove where a message comes from. Every try carries the same ID and a timestamp and signature of
 * its own; where several secrets hold, there is one signature for each.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme
 *
 * @param secrets `whsec_` and base64 each
 */
export function signedHeaders(
  id: string,
  body: string,
  secrets: readonly string[],
  now = new Date(),
): { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string } {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
