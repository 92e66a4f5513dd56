/**
 * The body of a request as text. What is longer is not read to its end: whoever sends it costs no more memory than one
 * that is allowed.
 *
 * @param mostBytes longest body that can be meant
 * @returns null for one that is longer
 */
export async function readBody(request: Request, mostBytes: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
