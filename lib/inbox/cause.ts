import type { TimelineNote } from '../timeline/timeline';

/** What set it off, for the timeline: the event, and whether it was delivered or the sweep had to fetch it. */
export type Cause = Required<Pick<TimelineNote, 'trigger' | 'eventId'>>;
