import type { Engine } from './engine';

/** The engine with the switches tests need. */
export interface SandboxEngine extends Engine {
  /** Holds webhooks back; `pay` then does not wait for their answers. */
  pauseDeliveries(): void;
  /** Sends what was held back, and no longer holds. */
  resumeDeliveries(): void;
  /** Remembers the account as it is; the function returned puts it back so. Only without `dataDir`. */
  remember(): () => void;
}
