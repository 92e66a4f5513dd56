import { disputes, refunds } from './afterwards';
import { catalogue } from './catalogue';
import { lists } from './lists';
import { misfortunes } from './misfortunes';
import { payments } from './payments';
import { portal } from './portal';
import { requests } from './requests';
import type { Part } from './rule';
import { sessionRefusals } from './session-refusals';
import { sessions } from './sessions';
import { subscriptions } from './subscriptions';

/** All that the sandbox is shown to do as Stripe does. */
export const PARTS: Part[] = [
  requests,
  lists,
  sessionRefusals,
  sessions,
  payments,
  refunds,
  disputes,
  subscriptions,
  portal,
  catalogue,
  misfortunes,
];
