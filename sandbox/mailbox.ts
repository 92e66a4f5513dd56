import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { parseStored, type StoredMail, withEnvelope } from './mailbox/stored-mail';

export type { StoredMail } from './mailbox/stored-mail';

/** A mail server that accepts everything and sends nothing on, so that a demo's mails can be read at leisure. */
export interface Mailbox {
  /** `smtp://127.0.0.1:<port>`: what the shop's `SMTP_URL` is set to. */
  readonly smtpUrl: string;
  /** Newest first. */
  list(): StoredMail[];
  get(id: string): StoredMail | undefined;
  /** Forgets all mails and deletes their files. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

const LARGEST_MAIL = 25 * 1024 * 1024;
const FILE_NAME = /^(\d{13})-[0-9a-f]{8}\.eml$/;

/**
 * Listens for SMTP on 127.0.0.1: any sender, any recipient, no sign-in, no TLS.
 *
 * @param options.port 0 takes a free one; read it back from `smtpUrl`.
 * @param options.dataDir Where each mail is kept as an `.eml` file and found again by the next start; null keeps
 *   them in memory only. A mail is acknowledged to its sender only once its file is complete.
 * @throws the system's error (`EADDRINUSE`, …) where the port cannot be had.
 */
export async function startMailbox(options: { port: number; dataDir: string | null }): Promise<Mailbox> {
  const { dataDir } = options;
  const mails = dataDir === null ? [] : await readKept(dataDir);
  let lastReceived = mails.at(-1) ? Date.parse(mails.at(-1)?.receivedAt ?? '') : 0;

  async function receive(stream: SMTPServerDataStream, recipients: string[]): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    if (stream.sizeExceeded) throw new Error('The mail is larger than this mailbox takes (25 MB).');
    // Two mails of the same millisecond keep their order, also across a restart that sorts by file name.
    lastReceived = Math.max(Date.now(), lastReceived + 1);
    const receivedAt = new Date(lastReceived);
    const id = `${lastReceived}-${randomBytes(4).toString('hex')}`;
    const bytes = withEnvelope(Buffer.concat(chunks), recipients);
    const mail = await parseStored(id, receivedAt, bytes);
    if (dataDir !== null) {
      const half = join(dataDir, `${id}.part`);
      await writeFile(half, bytes);
      await rename(half, join(dataDir, `${id}.eml`));
    }
    mails.push(mail);
    mails.sort((a, b) => a.receivedAt.localeCompare(b.receivedAt));
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    closeTimeout: 500,
    onData(stream, session, callback) {
      const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
      receive(stream, recipients).then(() => callback(), callback);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', reject);
      // A sender that hangs up halfway is its own affair; without a listener it would end the process.
      server.on('error', () => undefined);
      resolve();
    });
  });
  const { port } = server.server.address() as AddressInfo;

  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    list: () => mails.toReversed(),
    get: (id) => mails.find((mail) => mail.id === id),
    async clear() {
      const gone = mails.splice(0);
      if (dataDir === null) return;
      await Promise.all(gone.map((mail) => rm(join(dataDir, `${mail.id}.eml`), { force: true })));
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function readKept(dataDir: string): Promise<StoredMail[]> {
  await mkdir(dataDir, { recursive: true });
  const kept: StoredMail[] = [];
  for (const name of (await readdir(dataDir)).sort()) {
    const received = FILE_NAME.exec(name)?.[1];
    if (received === undefined) continue;
    const bytes = await readFile(join(dataDir, name));
    kept.push(await parseStored(name.slice(0, -'.eml'.length), new Date(Number(received)), bytes));
  }
  return kept;
}
