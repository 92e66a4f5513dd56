import type { Mailbox } from '../../mailbox';
import type { Faults } from '../control/fault-rules';
import type { Engine } from '../engine';

/** What the pages show and drive. */
export interface PagesEngine extends Engine {
  readonly faults: Faults;
}

export interface PagesOptions {
  /** The sandbox's own origin as a browser reaches it, without a slash at the end. */
  publicUrl: string;
  /**
   * What Stripe knows as the account's business name: shown where a session carries no `branding_settings`. Without
   * it the shop is called by its address.
   */
  shopName?: string;
  /** Absent where no mails are kept; the mail pages then say so. */
  mailbox?: Mailbox;
}
