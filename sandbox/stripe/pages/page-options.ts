import type { Mailbox } from '../../mailbox';

export interface PagesOptions {
  /** The sandbox's own origin as a browser reaches it, without a slash at the end. */
  publicUrl: string;
  /** Absent where no mails are kept; the mail pages then say so. */
  mailbox?: Mailbox;
}
