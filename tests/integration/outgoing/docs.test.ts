import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { GET as entitlements } from '@/app/api/entitlements/route';
import { POST as checkKey } from '@/app/api/license-keys/check/route';
import { GET as revokedKeys } from '@/app/api/license-keys/revoked/route';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { createApiKey } from '@/lib/integrations/api-keys';
import { addEndpoint } from '@/lib/integrations/endpoints';
import { drainQueue } from '@/lib/jobs/worker';
import { messageKinds } from '@/lib/queue/message-kinds';
import { orderOf, paymentOf, teller } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { useReceiver } from '../../support/receiver';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();
const receiver = useReceiver();
const { relay } = teller(stripe);

let text = '';
let apiKey = '';
beforeAll(async () => {
  text = await readFile(new URL('../../../docs/integrations.md', import.meta.url), 'utf8');
  const key = await createApiKey('docs', 'ottavia@bottega.example');
  apiKey = key.created ? key.key : '';
});

/** What stands in the document between fences of this language. */
const blocks = (language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, content]) => content ?? '',
  );
/** The JSON example that has this in it. */
const example = (mentions: string): unknown =>
  JSON.parse(blocks('json').find((block) => block.includes(mentions)) ?? 'null');

/** A value's shape: its fields in their order, and of each the type; null and text are both what a field may hold. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value === null ? 'string' : typeof value;
  return Object.entries(value)
    .map(([name, field]) => [name, shapeOf(field)])
    .sort(([a], [b]) => String(a).localeCompare(String(b)));
};
const ask = (path: string, init: RequestInit = {}) =>
  new Request(`http://shop.test${path}`, { ...init, headers: { authorization: `Bearer ${apiKey}` } });

async function sold(slug: string): Promise<string> {
  const sessionId = await buy(stripe, [{ slug, quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  return sessionId;
}

describe('docs/integrations.md', () => {
  test('shows messages as they are, and code that believes them and nothing else', async () => {
    const endpoint = await addEndpoint({ url: receiver.url, kinds: messageKinds });
    const secret = endpoint.added ? endpoint.secret : '';
    await sold('comporre-a-mano');
    const payment = await paymentOf(await sold('ottava'));
    await stripe.engine.account.refund(payment);
    await relay('charge.refunded', payment);
    await drainQueue();
    const arrivals = await receiver.after(2);

    const [code = ''] = blocks('js');
    const { readMessage } = await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
    );
    for (const { headers, body } of arrivals) {
      const message = readMessage(headers, body, secret);
      expect(message).toMatchObject({ id: headers['webhook-id'], ...JSON.parse(body) });
      const { id: _id, ...shown } = message;
      expect(shapeOf(example(`"type": "${message.type}"`))).toEqual(shapeOf(shown));
      expect(readMessage(headers, `${body} `, secret)).toBeNull();
      expect(readMessage({ ...headers, 'webhook-timestamp': '1' }, body, secret)).toBeNull();
      expect(readMessage({}, body, secret)).toBeNull();
    }
    expect(arrivals.map(({ message }) => message.type)).toEqual([
      'entitlement.granted',
      'license_key.revoked',
    ]);
  });

  test('names every kind of message', () => {
    for (const kind of messageKinds) expect(text).toContain(`\`${kind}\``);
  });

  test('shows answers of the API as they are', async () => {
    const sessionId = await sold('comporre-a-mano');
    const { email } = await orderOf(sessionId);
    const list = await (
      await entitlements(ask(`/api/entitlements?email=${email}&active=true&limit=1`))
    ).json();
    const page = { ...list, has_more: false, next_cursor: null };
    expect(shapeOf(example('"reason": null,\n      "updated_at"'))).toEqual(shapeOf(page));

    const [line] = (await orderOf(await sold('ottava'))).lines;
    const key = line?.fulfillments[0]?.licenseKeys[0]?.key;
    const answer = await checkKey(
      ask('/api/license-keys/check', { method: 'POST', body: JSON.stringify({ key }) }),
    );
    expect(shapeOf(example('"state"'))).toEqual(shapeOf(await answer.json()));

    const revoked = await (
      await revokedKeys(new Request('http://shop.test/api/license-keys/revoked'))
    ).json();
    expect(shapeOf(example('"product": "ottava",\n      "revoked_at"'))).toEqual(shapeOf(revoked));

    const refused = await entitlements(ask('/api/entitlements?limit=0'));
    expect(await refused.json()).toEqual(example('bad_request'));
  });
});
