import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll } from 'vitest';
import { applySettings } from '../../support/settings';

/** What it says to the recipients it does not take; the name before the @ chooses. */
const refusals: Record<string, [number, string]> = {
  nobody: [550, '5.1.1 No such user here'],
  plain: [550, 'No such user here'],
  full: [552, '5.2.2 Mailbox full'],
  later: [451, '4.3.0 Try again later'],
  relay: [550, '5.7.1 Relaying denied'],
};

export interface StrictMailServer {
  /** Message-IDs of the mails it took, in order */
  readonly taken: string[];
  /** It takes the next mail, and hangs up before it says so */
  hangUpOnce(): void;
}

/** Gives this test file a mail server that refuses some recipients, and points the shop's `SMTP_URL` at it. */
export function useStrictMailServer(): StrictMailServer {
  const taken: string[] = [];
  let hangUp = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onRcptTo({ address }, _session, callback) {
      const refusal = refusals[address.split('@')[0] ?? ''];
      if (!refusal) return callback();
      callback(Object.assign(new Error(refusal[1]), { responseCode: refusal[0] }));
    },
    onData(stream, _session, callback) {
      simpleParser(stream).then(({ messageId }) => {
        taken.push(messageId ?? '');
        if (!hangUp) return callback();
        hangUp = false;
        callback(Object.assign(new Error('4.4.2 The line is bad'), { responseCode: 421 }));
      }, callback);
    },
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    applySettings({ SMTP_URL: `smtp://127.0.0.1:${port}` });
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return {
    taken,
    hangUpOnce() {
      hangUp = true;
    },
  };
}
