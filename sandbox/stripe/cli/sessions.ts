import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type Stripe from 'stripe';
import { clock } from '../state/clock';
import { randomText } from '../state/ids';
import type { Store } from '../state/store';
import { toWire } from '../state/wire';
import { signature } from '../webhooks/sign';
import { acceptWebSocket, refuseUpgrade, type WebSocketConnection } from './websocket';

/** Signs what the command line forwards. Stripe keeps one per account, the same at every start; so does this. */
export const CLI_SECRET = 'whsec_of_the_stripe_cli_at_the_sandbox';

export const CLI_SOCKET_PATH = '/v1/stripecli/subscribe';
const SUBPROTOCOL = 'stripecli-devproxy-v1';

/** How long a session waits for its command line to come back, in milliseconds of real time. */
const PATIENCE = 60_000;
const ANSWER_LENGTH = 500;
/** More than can be on the way at once; what is older has been left aside by the command line. */
const MOST_CONVERSATIONS = 2000;

/** What the command line says, for each event twice: that it has it, and what the app answered. */
type Spoken =
  | { type: 'event_ack'; webhook_conversation_id: string }
  | {
      type: 'webhook_response';
      webhook_conversation_id: string;
      forward_url: string;
      status: number;
      body: string;
    };

interface Conversation {
  event: Stripe.Event;
  version: string | null;
  acknowledged: boolean;
  at: number;
}

interface Session {
  connection: WebSocketConnection | null;
  /** What has been sent, or waits for the connection to come back, until the app has answered. */
  conversations: Map<string, Conversation>;
  end: NodeJS.Timeout | null;
}

/** The command lines that listen, `stripe listen`, each over a websocket of its own. */
export class CliSessions {
  readonly #sessions = new Map<string, Session>();

  /** @param version the version events are shaped for, as the account's and as the latest */
  constructor(
    private readonly store: Store,
    private readonly version: string,
    readonly secret: string,
  ) {}

  /** Makes a session that waits for its websocket. @returns its ID */
  open(): string {
    const id = `cliws_${randomText(24)}`;
    const session: Session = { connection: null, conversations: new Map(), end: null };
    this.#sessions.set(id, session);
    this.#expect(id, session);
    return id;
  }

  /** An `Upgrade` request: the session's websocket, or a refusal. */
  connect(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== CLI_SOCKET_PATH) {
      refuseUpgrade(socket, 404, 'There is no websocket here.');
      return;
    }
    const id = String(request.headers['websocket-id']);
    const session = this.#sessions.get(id);
    // In these very words: on them the command line asks for a new session, as after a restart of this server.
    if (!session) {
      refuseUpgrade(socket, 404, 'Unknown WebSocket ID.');
      return;
    }
    const connection = acceptWebSocket(request, socket, head, SUBPROTOCOL, {
      message: (text) => this.#hear(session, text),
      closed: () => {
        if (session.connection !== connection) return;
        session.connection = null;
        this.#expect(id, session);
      },
    });
    if (!connection) return;
    if (session.end) clearTimeout(session.end);
    session.connection?.close();
    session.connection = connection;
    for (const [name, conversation] of session.conversations) {
      if (!conversation.acknowledged) this.#say(session, name, conversation);
    }
  }

  /**
   * Sends an event to every command line. As at Stripe it goes out once in the account's version and once in the
   * latest; `listen` takes the one and leaves the other, depending on `--latest`.
   */
  forward(event: Stripe.Event): void {
    for (const session of this.#sessions.values()) {
      for (const version of [null, this.version]) {
        const conversation = { event, version, acknowledged: false, at: clock.now() };
        const name = `wc_${randomText(24)}`;
        session.conversations.set(name, conversation);
        const [oldest = name] = session.conversations.keys();
        if (session.conversations.size > MOST_CONVERSATIONS) session.conversations.delete(oldest);
        this.#say(session, name, conversation);
      }
    }
  }

  stop(): void {
    for (const { connection, end } of this.#sessions.values()) {
      if (end) clearTimeout(end);
      connection?.close();
    }
    this.#sessions.clear();
  }

  #say({ connection }: Session, name: string, { event, version }: Conversation): void {
    if (!connection) return;
    const payload = toWire(event);
    connection.send(
      JSON.stringify({
        type: 'webhook_event',
        webhook_id: 'we_stripe_cli',
        webhook_conversation_id: name,
        event_payload: payload,
        http_headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'Stripe-Signature': signature(payload, [this.secret]),
        },
        endpoint: { api_version: version },
      }),
    );
  }

  #hear({ conversations }: Session, text: string): void {
    const message = understood(text);
    const conversation = message && conversations.get(message.webhook_conversation_id);
    if (!conversation) return;
    if (message.type === 'event_ack') {
      conversation.acknowledged = true;
      return;
    }
    this.store.deliveries.put({
      id: `dlv_${randomText(16)}`,
      eventId: conversation.event.id,
      endpointId: 'we_stripe_cli',
      url: message.forward_url,
      attempt: 1,
      at: Math.floor(conversation.at / 1000),
      status: message.status,
      answer: message.body.slice(0, ANSWER_LENGTH),
      milliseconds: Math.max(0, Math.round(clock.now() - conversation.at)),
      retryAt: null,
    });
  }

  /** A session nobody comes back to ends; a command line that comes later is told so, and opens another. */
  #expect(id: string, session: Session): void {
    session.end = setTimeout(() => this.#sessions.delete(id), PATIENCE);
    session.end.unref();
  }
}

/** Null for what this server does not know. */
function understood(text: string): Spoken | null {
  let message: Record<string, unknown> | null;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  const { body, forward_url, status, type, webhook_conversation_id } = message ?? {};
  if (typeof webhook_conversation_id !== 'string') return null;
  if (type === 'event_ack') return { type, webhook_conversation_id };
  if (type !== 'webhook_response' || typeof status !== 'number') return null;
  return {
    type,
    webhook_conversation_id,
    forward_url: String(forward_url),
    status,
    body: typeof body === 'string' ? body : '',
  };
}
