import * as http from 'node:http';
import * as https from 'node:https';

export interface Answer {
  /** Null: there was no answer. */
  status: number | null;
  /** First 500 characters, or what went wrong on the way. */
  text: string;
}

const ANSWER_LENGTH = 500;

/** Sends webhooks over connections of its own, so that stopping the sandbox can close every one of them. */
export class Poster {
  readonly #plain = new http.Agent({ keepAlive: true, maxSockets: 32 });
  readonly #secure = new https.Agent({ keepAlive: true, maxSockets: 32 });
  readonly #underway = new Set<http.ClientRequest>();

  /** @param timeout Milliseconds until the attempt is given up. Never rejects; redirects are not followed. */
  post(url: string, headers: Record<string, string>, body: string, timeout: number): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const failed = (error: Error) => resolve({ status: null, text: error.message || error.name });
    try {
      const secure = url.startsWith('https:');
      const request = (secure ? https : http).request(url, {
        method: 'POST',
        agent: secure ? this.#secure : this.#plain,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      });
      const deadline = setTimeout(() => {
        request.destroy(new Error(`Timed out after ${timeout / 1000} s.`));
      }, timeout);
      this.#underway.add(request);
      request.on('close', () => {
        clearTimeout(deadline);
        this.#underway.delete(request);
      });
      request.on('error', failed);
      request.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (text.length < ANSWER_LENGTH) text += chunk;
        });
        response.on('error', failed);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? null, text: text.slice(0, ANSWER_LENGTH) }),
        );
      });
      request.end(body);
    } catch (error) {
      failed(error instanceof Error ? error : new Error(String(error)));
    }
    return promise;
  }

  stop(): void {
    for (const request of this.#underway) request.destroy(new Error('The sandbox was stopped.'));
    this.#plain.destroy();
    this.#secure.destroy();
  }
}
