import type { StateTone } from '@/app/ui/state-label';
import type { PublicState } from '@/lib/buyer-view/headline';

/** Colour and mark of what may be said of an order to anybody. */
export const publicTones: Record<PublicState, StateTone> = {
  paid: 'good',
  awaiting: 'waiting',
  attention: 'waiting',
  disputed: 'waiting',
  failed: 'attention',
  refunded: 'plain',
  partlyRefunded: 'plain',
  cancelled: 'plain',
};
