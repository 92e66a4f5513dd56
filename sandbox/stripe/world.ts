import type { CliSessions } from './cli/sessions';
import type { FaultRules } from './control/fault-rules';
import type { Scheduler } from './state/scheduler';
import type { Store } from './state/store';
import type { Deliveries } from './webhooks/deliveries';

/** The version every object here is shaped for: that of `stripe@23.1.0`. */
export const API_VERSION = '2026-10-28.endive';

/** What every part of the simulated account shares. */
export interface World {
  readonly store: Store;
  readonly scheduler: Scheduler;
  readonly deliveries: Deliveries;
  /** What befalls webhooks and API requests. */
  readonly faults: FaultRules;
  /** The command lines that listen. */
  readonly cli: CliSessions;
  /** Origin of the payment pages. */
  readonly publicUrl: string;
  /** The API request being served, which its events name; null while a shopper or a timer acts. */
  request: { id: string; idempotencyKey: string | null } | null;
  /** After how many milliseconds a bank debit settles by itself; null leaves it to a person. */
  readonly autoSettleDebitsAfterMs: number | null;
}
