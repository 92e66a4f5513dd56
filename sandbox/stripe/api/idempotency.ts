import { createHash } from 'node:crypto';
import { ApiError, invalid } from '../errors';
import { now } from '../state/ids';
import type { AnswerRow } from '../state/rows';
import type { World } from '../world';

const LONGEST_KEY = 255;
const KEPT = 86_400;

/**
 * First answers by `Idempotency-Key`. https://docs.stripe.com/api/idempotent_requests
 * A key is taken from the moment the request's headers are there until its answer is kept.
 */
export class Idempotency {
  readonly #inUse = new Set<string>();

  constructor(private readonly world: World) {}

  /** @throws ApiError 400 for a key too long, 409 while another request holds it. */
  take(key: string): void {
    if (key.length > LONGEST_KEY) {
      throw invalid(`Idempotency keys can have up to ${LONGEST_KEY} characters.`);
    }
    if (this.#inUse.has(key)) {
      throw new ApiError(
        409,
        `There is currently another in-progress request using this Idempotency Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
        { type: 'idempotency_error', code: 'idempotency_key_in_use' },
      );
    }
    this.#inUse.add(key);
  }

  release(key: string): void {
    this.#inUse.delete(key);
  }

  /** @throws ApiError 400 where the key was first used for something else. */
  earlier(key: string, fingerprint: string): AnswerRow | undefined {
    const answer = this.world.store.answers.get(key);
    if (!answer || answer.at < now() - KEPT) return undefined;
    if (answer.fingerprint !== fingerprint) {
      throw new ApiError(
        400,
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
        { type: 'idempotency_error' },
      );
    }
    return answer;
  }

  keep(key: string, fingerprint: string, status: number, body: string): void {
    this.world.store.answers.put({ id: key, fingerprint, status, body, at: now() });
  }
}

/** Of the same parameters the same, in whatever order they come. */
export function fingerprintOf(method: string, path: string, body: string): string {
  const parameters = body.split('&').sort().join('&');
  return createHash('sha256').update(`${method} ${path}\n${parameters}`).digest('base64');
}
