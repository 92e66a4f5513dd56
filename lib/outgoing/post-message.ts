import { lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isBlockedAddress, readEndpointUrl } from './endpoint-url';

/** What an endpoint answered, or why there was no answer. */
export type Answer = { status: number; contentType: string; text: string } | { status: null; error: string };

/** An endpoint has to answer within this many milliseconds; what takes longer it should do afterwards. */
const timeoutMs = 15_000;
/** More of an answer is not read. */
const longestAnswer = 64 * 1024;

/**
 * Posts a message. Follows no redirect: a message goes where the merchant said and nowhere else. The address is looked
 * at again once its name is resolved, so that no name leads where nothing may be sent.
 *
 * @param headers beside the usual ones
 * @returns never throws: what went wrong is the answer
 */
export async function postMessage(
  address: string,
  body: string,
  headers: Record<string, string>,
): Promise<Answer> {
  const checked = readEndpointUrl(address);
  if ('problem' in checked)
    return { status: null, error: `Nothing is sent to this address: ${checked.problem}` };
  const url = new URL(checked.url);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return await new Promise((resolve) => {
    const request = send(url, {
      method: 'POST',
      agent: false,
      lookup: checkedLookup,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Bottega/1 (webhooks)',
        accept: 'application/json, */*;q=0.1',
        ...headers,
      },
    });
    const fail = (error: Error) => resolve({ status: null, error: inWords(error) });
    request.on('error', fail);
    // An answer that speaks of another protocol (101) comes as neither an answer nor an error.
    request.on('close', () => fail(new Error('The connection was closed without an answer.')));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const finish = () =>
        resolve({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).subarray(0, longestAnswer).toString(),
        });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length < longestAnswer) return;
        finish();
        request.destroy();
      });
      response.on('end', finish);
      response.on('error', fail);
    });
    request.end(body);
  });
}

const checkedLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const barred = addresses.find(({ address }) => isBlockedAddress(address));
    if (barred) return callback(new Error(`${host} is ${barred.address}, where nothing may be sent`), '', 0);
    if (options.all) return callback(null, addresses);
    const [first] = addresses;
    if (!first) return callback(new Error(`${host} has no address`), '', 0);
    callback(null, first.address, isIP(first.address));
  });
};

function inWords(error: Error): string {
  if (error.name === 'TimeoutError' || (error.cause instanceof Error && error.cause.name === 'TimeoutError'))
    return `No answer within ${timeoutMs / 1000} seconds.`;
  // Where a name has several addresses and none answers, Node leaves the message empty.
  return error.message || String('code' in error ? error.code : error.name);
}
