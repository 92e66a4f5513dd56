import { once } from 'node:events';
import { connect } from 'node:net';
import Stripe from 'stripe';
import { expect, onTestFinished, test, vi } from 'vitest';
import { CLI_SECRET } from '../../../sandbox/stripe/cli/sessions';
import { SOON, sandbox } from '../sandbox/harness';

interface Session {
  websocket_id: string;
  websocket_url: string;
  secret: string;
}

/** Opens a session as the command line does. */
async function session(url: string, features = ['webhooks']): Promise<Response> {
  const body = new URLSearchParams({ device_name: 'tests' });
  for (const feature of features) body.append('websocket_features[]', feature);
  const headers = { authorization: 'Bearer sk_test_tests' };
  return await fetch(`${url}/v1/stripecli/sessions`, { method: 'POST', headers, body });
}

/** Everything a session's websocket says, as the command line would hear it. */
async function join({ websocket_id, websocket_url }: Session) {
  // Node's own client takes headers here, which the type (that of browsers) does not know.
  const options = { headers: { 'Websocket-Id': websocket_id }, protocols: 'stripecli-devproxy-v1' };
  const socket = new WebSocket(`${websocket_url}?websocket_feature=webhooks`, options as unknown as string[]);
  onTestFinished(() => socket.close());
  const heard: {
    event_payload: string;
    webhook_conversation_id: string;
    http_headers: Record<string, string>;
    endpoint: object;
  }[] = [];
  socket.addEventListener('message', ({ data }) => heard.push(JSON.parse(data)));
  await once(socket, 'open');
  return { socket, heard };
}

test('a session’s first words are those the command line waits for', async () => {
  const { url } = await sandbox();
  const response = await session(url);
  expect(await response.json()).toEqual({
    default_version: '2026-10-28.endive',
    display_connect_filter_warning: false,
    latest_version: '2026-10-28.endive',
    reconnect_delay: expect.any(Number),
    secret: CLI_SECRET,
    websocket_authorized_feature: 'webhooks',
    websocket_id: expect.stringMatching(/^cliws_/),
    websocket_url: expect.stringMatching(/^ws:/),
  });
  expect((await session(url, ['request_logs'])).status).toBe(400);
});

test('an event goes out once in the account’s version and once in the latest, each signed', async () => {
  const { stripe, url } = await sandbox();
  const { heard } = await join(await (await session(url)).json());
  await stripe.products.create({ name: 'Vase' });
  await vi.waitFor(() => expect(heard).toHaveLength(2), SOON);
  expect(heard.map(({ endpoint }) => endpoint)).toEqual([
    { api_version: null },
    { api_version: '2026-10-28.endive' },
  ]);
  for (const { event_payload, http_headers } of heard) {
    const header = http_headers['Stripe-Signature'] ?? '';
    expect(Stripe.webhooks.constructEvent(event_payload, header, CLI_SECRET).type).toBe('product.created');
  }
});

test('what happens while the command line opens its connection anew reaches it afterwards', async () => {
  const { stripe, url } = await sandbox();
  const opened: Session = await (await session(url)).json();
  const first = await join(opened);
  await stripe.products.create({ name: 'First' });
  await vi.waitFor(() => expect(first.heard).toHaveLength(2), SOON);
  for (const { webhook_conversation_id } of first.heard) {
    first.socket.send(JSON.stringify({ type: 'event_ack', webhook_conversation_id }));
  }
  first.socket.close();
  await once(first.socket, 'close');
  await stripe.products.create({ name: 'Second' });
  const second = await join(opened);
  await vi.waitFor(() => expect(second.heard).toHaveLength(2), SOON);
  const names = second.heard.map(({ event_payload }) => JSON.parse(event_payload).data.object.name);
  expect(names).toEqual(['Second', 'Second']);
});

test('words nobody understands do no harm', async () => {
  const { stripe, url } = await sandbox();
  const { heard, socket } = await join(await (await session(url)).json());
  for (const text of ['{', '{"type":"other"}', '{"type":"event_ack","webhook_conversation_id":"none"}']) {
    socket.send(text);
  }
  await stripe.products.create({ name: 'Vase' });
  await vi.waitFor(() => expect(heard).toHaveLength(2), SOON);
});

test.each([
  ['/v1/stripecli/subscribe', 'Unknown WebSocket ID.'],
  ['/elsewhere', 'There is no websocket here.'],
])(
  'a websocket at %s without a session is refused in the words the command line knows',
  async (path, words) => {
    const { url } = await sandbox();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: sandbox\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nWebsocket-Id: cliws_none\r\n\r\n`,
    );
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toContain('HTTP/1.1 404 ');
    expect(String(answer)).toContain(JSON.stringify(words));
  },
);

test('a sandbox stops at once while a command line listens', async () => {
  const { stop, url } = await sandbox();
  const { socket } = await join(await (await session(url)).json());
  // Nobody else ends the connection: had it to wait for that, it would never stop.
  await Promise.all([stop(), once(socket, 'close')]);
});
