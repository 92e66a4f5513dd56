import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { answerCalls } from './helper';

/** A mail server in a process of its own that reads every mail and keeps only its Message-ID. */
let ids: string[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData(stream, _session, callback) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const head = Buffer.concat(chunks).toString('latin1', 0, 4096);
      ids.push(/^message-id:\s*(\S+)/im.exec(head)?.[1] ?? '');
      callback();
    });
  },
});
server.on('error', () => undefined);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));

export const mailboxCalls = {
  url: () => `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
  received: () => ids.length,
  /** How many mails came more than once. */
  twice: () => ids.length - new Set(ids).size,
  clear() {
    ids = [];
  },
};

answerCalls(mailboxCalls);
