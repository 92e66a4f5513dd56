import { afterAll, beforeAll } from 'vitest';
import { type Mailbox, startMailbox } from '../../sandbox/mailbox';
import { applySettings } from './settings';

/** Gives this test file a mail server of its own, kept in memory, and points the shop's `SMTP_URL` at it. Before `useSandbox`, which reads the settings. */
export function useMailbox(): Pick<Mailbox, 'list' | 'get' | 'clear'> {
  let mailbox: Mailbox | undefined;
  const started = () => {
    if (!mailbox) throw new Error('The mailbox starts with the first test.');
    return mailbox;
  };
  beforeAll(async () => {
    mailbox = await startMailbox({ port: 0, dataDir: null });
    applySettings({ SMTP_URL: mailbox.smtpUrl });
  });
  afterAll(() => mailbox?.stop());
  return {
    list: () => started().list(),
    get: (id) => started().get(id),
    clear: () => started().clear(),
  };
}
