import type { Trigger } from '../generated/prisma/enums';

/** Who asked, and what made them ask: kept on the order's timeline. */
export interface Attempt {
  trigger: Trigger;
  /** The Stripe event that led here. */
  eventId?: string;
  /** When Stripe made that event: the nearest there is to when a delayed payment settled. */
  eventAt?: Date;
  /** Whether that event says that the payment failed. */
  reportsFailure?: boolean;
  /** The merchant who pressed the button. */
  actor?: string;
}
