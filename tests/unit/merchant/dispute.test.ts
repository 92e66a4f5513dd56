import { expect, test } from 'vitest';
import { lastDispute } from '@/lib/orders/merchant/dispute';

const opened = { kind: 'payment_disputed', data: { object: 'du_1', reason: 'fraudulent' } };
const closed = (status: string) => ({ kind: 'dispute_closed', data: { object: 'du_1', status } });

test.each([
  ['no dispute', [{ kind: 'payment_received', data: {} }], null],
  ['one that is open', [opened], { state: 'open', reason: 'fraudulent' }],
  ['one that was lost', [opened, closed('lost')], { state: 'lost', reason: null }],
  [
    'one that was lost and then reversed',
    [opened, closed('lost'), closed('won')],
    { state: 'won', reason: null },
  ],
  ['an inquiry that came to nothing', [opened, closed('warning_closed')], { state: 'won', reason: null }],
  [
    'a second one after one that was won',
    [opened, closed('won'), opened],
    { state: 'open', reason: 'fraudulent' },
  ],
  [
    'one without a word about it',
    [{ kind: 'payment_disputed', data: null }],
    { state: 'open', reason: null },
  ],
])('of %s, the timeline tells where the last one stands', (_what, timeline, stands) => {
  expect(lastDispute(timeline)).toEqual(stands);
});
