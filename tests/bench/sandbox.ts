import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';

/**
 * `npx tsx tests/bench/sandbox.ts`: how many requests the stand-in for Stripe serves, against a bare Node server that
 * reads the same requests and sends answers of the same length, in one run on one machine. The stand-in runs in a
 * process of its own with its journal on disk, as `npm run sandbox` runs it.
 */
const seconds = 3;
const rounds = 3;
const connections = 16;
/** Requests a second that the stand-in has to serve on two cores. */
const promised = 500;
const root = join(import.meta.dirname, '../..');
const headers = {
  authorization: 'Bearer sk_test_bench',
  'content-type': 'application/x-www-form-urlencoded',
};

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

interface Asked {
  method: 'GET' | 'POST';
  path: string;
  body?: string;
}

/** Answers with 2xx a second. @throws Error where any answer was another. */
async function rate(url: string, asked: Asked): Promise<number> {
  const result = await autocannon({ url, connections, duration: seconds, requests: [{ ...asked, headers }] });
  const refused = result.non2xx + result.errors;
  if (refused > 0) throw new Error(`${asked.method} ${asked.path}: ${refused} requests were refused.`);
  return result['2xx'] / result.duration;
}

/** The stand-in on a free port. @returns its address, and how long it took to be ready, in milliseconds */
async function startAlone(folder: string): Promise<{ url: string; ready: number; child: ChildProcess }> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/stripe/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [words] = await once(child.stdout, 'data');
  const url = /http:\/\/[\d.]+:\d+/.exec(String(words))?.[0];
  if (!url) throw new Error(`The sandbox said: ${words}`);
  return { url, ready: performance.now() - started, child };
}

async function ask(url: string, { method, path, body }: Asked): Promise<{ id: string; length: number }> {
  const response = await fetch(url + path, { method, headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
  return { id: JSON.parse(text).id, length: Buffer.byteLength(text) };
}

const folder = await mkdtemp(join(tmpdir(), 'bottega-bench-'));
const { child, ready, url } = await startAlone(folder);
let answer = '';
const floor = createServer(async (request, response) => {
  for await (const _ of request);
  response.setHeader('content-type', 'application/json').end(answer);
});
try {
  await new Promise<void>((resolve) => floor.listen(0, '127.0.0.1', resolve));
  const floorUrl = `http://127.0.0.1:${(floor.address() as AddressInfo).port}`;
  console.log(`Ready after ${ready.toFixed(0)} ms.`);

  const price = await ask(url, {
    method: 'POST',
    path: '/v1/prices',
    body: 'currency=eur&unit_amount=1000&product_data[name]=Vase',
  });
  const create: Asked = {
    method: 'POST',
    path: '/v1/checkout/sessions',
    body: new URLSearchParams({
      mode: 'payment',
      'line_items[0][price]': price.id,
      'line_items[0][quantity]': '1',
      'metadata[order]': 'of the bench',
      success_url: 'https://shop.test/success?session_id={CHECKOUT_SESSION_ID}',
    }).toString(),
  };
  const made = await ask(url, create);
  const retrieve: Asked = { method: 'GET', path: `/v1/checkout/sessions/${made.id}?expand[]=line_items` };
  let kept = true;
  for (const [name, asked] of Object.entries({
    'sessions created': create,
    'sessions retrieved': retrieve,
  })) {
    const { length } = await ask(url, asked);
    answer = 'x'.repeat(length);
    const floors: number[] = [];
    const rates: number[] = [];
    for (let round = 0; round < rounds; round++) {
      floors.push(await rate(floorUrl, asked));
      rates.push(await rate(url, asked));
    }
    const served = median(rates);
    kept &&= served >= promised;
    console.log(
      `${name.padEnd(20)}${served.toFixed(0).padStart(7)}/s   bare server ${median(floors).toFixed(0).padStart(6)}/s   ratio ${(served / median(floors)).toFixed(2)}   (median of ${rounds} rounds)`,
    );
  }
  console.log(kept ? `Above the ${promised} a second it has to serve.` : `Below ${promised} a second.`);
  if (!kept) process.exitCode = 1;
} finally {
  floor.closeAllConnections();
  floor.close();
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  await rm(folder, { recursive: true, force: true });
}
