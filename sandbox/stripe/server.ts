import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Mailbox } from '../mailbox';
import { accountDesk } from './account/desk';
import { setDefaultEndpoint } from './account/endpoints';
import { portalDesk } from './account/portal-desk';
import { watchRenewals } from './account/renewals';
import { watchUpcoming } from './account/upcoming';
import { api } from './api/app';
import { watchDebit } from './checkout/debit';
import { checkoutDesk } from './checkout/desk';
import { watchExpiry } from './checkout/expire';
import { linkUrl, sessionUrl } from './checkout/urls';
import { CLI_SECRET, CliSessions } from './cli/sessions';
import { FaultRules } from './control/fault-rules';
import { injectFaults } from './control/inject-faults';
import { control } from './control/routes';
import { pages } from './pages/index';
import type { SandboxEngine } from './sandbox-engine';
import { Scheduler } from './state/scheduler';
import { Store } from './state/store';
import { Deliveries, RETRY_SCHEDULE } from './webhooks/deliveries';
import { API_VERSION, type World } from './world';

export interface SandboxOptions {
  /** 0 takes a free one; read it back from `url`. */
  port: number;
  host?: string;
  /** Where the state is kept over restarts; null keeps it in memory only. */
  dataDir?: string | null;
  /** The account to begin with, as `engine.save()` gave it. Only without `dataDir`. */
  account?: string;
  /** The address shoppers' browsers use, where it is not the one it listens on. */
  publicUrl?: string;
  mailbox?: Mailbox;
  /** What the payment pages call the business; without it, the address they lead back to. */
  shopName?: string;
  /** After how many milliseconds bank debits settle or fail by themselves; null leaves them to a person. */
  autoSettleDebitsAfterMs?: number | null;
  /** Waits before each further attempt at a webhook, in milliseconds. */
  retrySchedule?: number[];
  /** An endpoint for all events whose secret both sides know beforehand. */
  defaultEndpoint?: { url: string; secret: string };
  /** What `stripe listen` signs with; the same at every start unless told. */
  cliSecret?: string;
}

export interface Sandbox {
  url: string;
  engine: SandboxEngine;
  stop(): Promise<void>;
}

/**
 * Starts the stand-in for Stripe: the API under `/v1`, the payment pages, and the webhooks.
 *
 * @throws the system's error (`EADDRINUSE`, …) where the port cannot be had, and an Error that says what to do where
 *   another process uses `dataDir` or its journal cannot be read.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port, host = '127.0.0.1' } = options;
  const app = new Hono();
  const server = serve({ fetch: app.fetch, port, hostname: host }) as Server;
  // The port comes first: where another sandbox holds it, that one's state is left alone.
  await listening(server);
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  try {
    return open(app, server, url, options);
  } catch (error) {
    server.close();
    throw error;
  }
}

function open(app: Hono, server: Server, url: string, options: SandboxOptions): Sandbox {
  const store = new Store(options.dataDir ?? null, options.account);
  const scheduler = new Scheduler();
  const faults: FaultRules = new FaultRules(scheduler, () => deliveries.idle());
  const deliveries = new Deliveries(store, scheduler, options.retrySchedule ?? RETRY_SCHEDULE, faults);
  const cli = new CliSessions(store, API_VERSION, options.cliSecret ?? CLI_SECRET);
  const world: World = {
    store,
    scheduler,
    deliveries,
    faults,
    cli,
    publicUrl: options.publicUrl ?? url,
    request: null,
    autoSettleDebitsAfterMs: options.autoSettleDebitsAfterMs ?? null,
  };
  const engine: SandboxEngine = {
    checkout: checkoutDesk(world),
    account: accountDesk(world),
    portal: portalDesk(world),
    pauseDeliveries: () => deliveries.pause(),
    resumeDeliveries: () => deliveries.resume(),
    save: () => store.save(),
    restore: (account) => store.restore(account),
    faults,
  };
  app.use('/v1/*', injectFaults(world));
  app.route('/', control(world, engine));
  app.route('/', api(world));
  server.on('upgrade', (request, socket, head) => cli.connect(request, socket, head));
  const { mailbox, shopName } = options;
  app.route('/', pages(engine, { publicUrl: world.publicUrl, mailbox, shopName }));

  if (options.defaultEndpoint) setDefaultEndpoint(world, options.defaultEndpoint);
  moveUrls(world);
  for (const row of store.sessions.oldest()) if (row.session.status === 'open') watchExpiry(world, row);
  for (const row of store.debits.oldest()) watchDebit(world, row);
  watchUpcoming(world);
  watchRenewals(world);
  deliveries.resumePending();

  let stopped: Promise<void> | null = null;
  return {
    url,
    engine,
    stop() {
      stopped ??= new Promise<void>((resolve) => {
        scheduler.stop();
        deliveries.stop();
        faults.stop();
        cli.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }).then(() => store.close());
      return stopped;
    },
  };
}

/** A restart may get another port; what is still to be opened moves along. */
function moveUrls({ store, publicUrl }: World): void {
  for (const row of store.links.oldest()) {
    const url = linkUrl(publicUrl, row.id);
    if (row.link.url === url) continue;
    row.link.url = url;
    store.links.put(row);
  }
  for (const row of store.sessions.oldest()) {
    const url = sessionUrl(publicUrl, row.id);
    if (row.session.url === null || row.session.url === url) continue;
    row.session.url = url;
    store.sessions.put(row);
  }
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
}
