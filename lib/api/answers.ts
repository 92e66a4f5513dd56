import { createHash } from 'node:crypto';

/** A request for other systems that cannot be answered: `message` names the parameter and what it may be. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  constructor(
    readonly parameter: string,
    message: string,
  ) {
    super(message);
  }
}

/** A refusal as every door of the API says it: a code for programs, a sentence for whoever runs them. */
export const refusal = (status: number, code: string, message: string): Response =>
  Response.json({ error: { code, message } }, { status, headers: { 'Cache-Control': 'no-store' } });

/** The answer to a request that cannot be answered. Anything but a `BadRequest` is thrown on. */
export function refuse(error: unknown): Response {
  if (!(error instanceof BadRequest)) throw error;
  const { parameter, message } = error;
  return Response.json(
    { error: { code: 'bad_request', parameter, message } },
    { status: 400, headers: { 'Cache-Control': 'no-store' } },
  );
}

/**
 * A JSON answer with a strong ETag over its bytes; 304 without a body where the asker has those bytes already.
 * https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
 */
export function answerWithTag(request: Request, body: unknown, cacheControl: string): Response {
  const text = JSON.stringify(body);
  const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  const headers = { ETag: tag, 'Cache-Control': cacheControl };
  if (matches(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, 'Content-Type': 'application/json; charset=utf-8' } });
}

/** If-None-Match compares weakly: a proxy may have made the tag weak on its way. */
function matches(header: string | null, tag: string): boolean {
  if (header === null) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((given) => given.trim().replace(/^W\//, '') === tag);
}
