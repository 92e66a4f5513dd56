import { afterAll, beforeAll } from 'vitest';
import { type Mailbox, startMailbox } from '../../sandbox/mailbox';
import { mailPort } from './this-process';

/** Gives this test file a mail server of its own, kept in memory. Call it after `useDatabase()`. */
export function useMailbox(): Pick<Mailbox, 'list' | 'get' | 'clear'> {
  let mailbox: Mailbox | undefined;
  const started = () => {
    if (!mailbox) throw new Error('The mailbox starts with the first test.');
    return mailbox;
  };
  beforeAll(async () => {
    await mailPort.lend();
    mailbox = await startMailbox({ port: mailPort.port, dataDir: null });
  });
  afterAll(async () => {
    await mailbox?.stop();
    await mailPort.takeBack();
  });
  return {
    list: () => started().list(),
    get: (id) => started().get(id),
    clear: () => started().clear(),
  };
}
