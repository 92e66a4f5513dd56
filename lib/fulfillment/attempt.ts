import type { Trigger } from '../generated/prisma/enums';
import type { TimelineNote } from '../timeline/timeline';

/** Who asked, and what made them ask: kept on the order's timeline. */
export interface Attempt {
  trigger: Trigger;
  /** The Stripe event that led here. */
  eventId?: string;
  /** When Stripe made that event: the nearest there is to when a delayed payment settled. */
  eventAt?: Date;
  /** The merchant who pressed the button. */
  actor?: string;
}

/** Timeline entries of one attempt; who and what set it off is the same for all of them. */
export type Notes = Omit<TimelineNote, 'trigger' | 'eventId' | 'actor'>[];
