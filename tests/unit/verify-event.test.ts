import Stripe from 'stripe';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyEvent } from '@/lib/stripe/verify-event';
import { applySettings, testSettings } from '../support/settings';

const secrets = ['whsec_current', 'whsec_previous'];
const event = JSON.stringify({
  id: 'evt_1Q2w3e4r',
  object: 'event',
  type: 'checkout.session.completed',
  api_version: '2026-10-28.endive',
  created: 1_790_000_000,
  livemode: false,
  pending_webhooks: 1,
  request: null,
  data: { object: { id: 'cs_test_a1', object: 'checkout.session' } },
});
const now = () => Math.floor(Date.now() / 1000);
const sign = (payload: string, secret: string, timestamp = now()) =>
  new Stripe('sk_test_x').webhooks.generateTestHeaderString({ payload, secret, timestamp });

beforeAll(() => applySettings(testSettings));

describe('the webhook believes', () => {
  test.each([
    ['the current secret', () => sign(event, 'whsec_current')],
    ['the previous secret, while it is being rotated', () => sign(event, 'whsec_previous')],
    [
      'one good signature among several',
      () => `${sign(event, 'whsec_other')},${sign(event, 'whsec_current').split(',')[1]}`,
    ],
    ['a signature almost five minutes old', () => sign(event, 'whsec_current', now() - 295)],
    ['an unknown scheme beside the known one', () => `${sign(event, 'whsec_current')},v0=abc`],
  ])('%s', (_name, header) => {
    expect(verifyEvent(event, header(), secrets)).toMatchObject({ ok: true, event: { id: 'evt_1Q2w3e4r' } });
  });
});

describe('the webhook refuses', () => {
  const good = () => sign(event, 'whsec_current');
  test.each([
    ['no header', event, () => null, 'signature header missing'],
    ['an empty header', event, () => '  ', 'signature header missing'],
    ['a header that is no signature', event, () => 'hello', 'signature malformed'],
    ['a header without a time', event, () => good().replace(/t=\d+,/, ''), 'signature malformed'],
    ['a header without a known scheme', event, () => good().replace('v1=', 'v0='), 'signature malformed'],
    ['a signature that is not hexadecimal', event, () => `t=${now()},v1=zzz`, 'signature malformed'],
    ['a secret that is not ours', event, () => sign(event, 'whsec_stranger'), 'signature wrong'],
    ['a body changed by one character', event.replace('cs_test_a1', 'cs_test_a2'), good, 'signature wrong'],
    ['a body with a space more', `${event} `, good, 'signature wrong'],
    [
      'a time moved without signing again',
      event,
      () => good().replace(/t=\d+/, `t=${now() - 1}`),
      'signature wrong',
    ],
    [
      'a signature older than five minutes',
      event,
      () => sign(event, 'whsec_current', now() - 301),
      'signature too old',
    ],
    ['a signed body that is not JSON', 'not json', () => sign('not json', 'whsec_current'), 'not an event'],
    ['an empty signed body', '', () => sign('', 'whsec_current'), 'not an event'],
    [
      'a signed JSON that is no event',
      '{"id":"evt_1"}',
      () => sign('{"id":"evt_1"}', 'whsec_current'),
      'not an event',
    ],
    ['a signed null', 'null', () => sign('null', 'whsec_current'), 'not an event'],
    ['a signed list', '[]', () => sign('[]', 'whsec_current'), 'not an event'],
    [
      'an event whose ID is not one',
      event.replace('evt_1Q2w3e4r', 'x; drop'),
      () => sign(event.replace('evt_1Q2w3e4r', 'x; drop'), 'whsec_current'),
      'not an event',
    ],
  ])('%s', (_name, body, header, reason) => {
    expect(verifyEvent(body, header(), secrets)).toEqual({ ok: false, reason });
  });

  test('everything, when no secret is configured', () => {
    expect(verifyEvent(event, good(), [])).toEqual({ ok: false, reason: 'signature wrong' });
  });
});
