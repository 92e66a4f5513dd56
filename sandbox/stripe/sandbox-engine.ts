import type { Engine } from './engine';

/** The engine with the switches tests need. */
export interface SandboxEngine extends Engine {
  /** Holds webhooks back; `pay` then does not wait for their answers. */
  pauseDeliveries(): void;
  /** Sends what was held back, and no longer holds. */
  resumeDeliveries(): void;
  /** The account as it is, as text, for `restore` and for `startSandbox`. */
  save(): string;
  /** Puts the account back to how it was saved. Only without `dataDir`. */
  restore(account: string): void;
}
