import { beforeAll, describe, expect, test } from 'vitest';
import { parseOrderNumber } from '@/lib/order-number';
import { sign, verify } from '@/lib/signing';
import { isSessionId } from '@/lib/stripe/session-id';
import { applySettings, testSettings } from '../support/settings';

beforeAll(() => applySettings(testSettings));

describe('a signed token', () => {
  test('comes back as it went', () => {
    expect(verify('order', sign('order', 'città · 注文'))).toBe('città · 注文');
  });

  test('is worthless for another purpose', () => {
    expect(verify('download', sign('order', '42'))).toBeNull();
  });

  test('is refused from the second of its expiry on', () => {
    const token = sign('download', 'file', new Date('2026-01-01T00:00:00Z'));
    expect(verify('download', token, new Date('2025-12-31T23:59:59Z'))).toBe('file');
    expect(verify('download', token, new Date('2026-01-01T00:00:00Z'))).toBeNull();
  });

  test.each(['', '.', '..', 'a.b.c', 'a.b.c.d', '🙂', `${'A'.repeat(5000)}..x`])('%j is refused', (token) => {
    expect(verify('order', token)).toBeNull();
  });

  test('with one character changed is refused, wherever it is', () => {
    const token = sign('order', 'order-1', new Date('2999-01-01T00:00:00Z'));
    for (let at = 0; at < token.length - 1; at++) {
      if (token[at] === '.') continue;
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(verify('order', changed), `position ${at}`).toBeNull();
    }
  });
});

describe('a session ID', () => {
  test.each(['cs_test_a1B2', 'cs_live_a1', `cs_test_${'a'.repeat(58)}`])('%s may be one', (id) => {
    expect(isSessionId(id)).toBe(true);
  });
  test.each([
    undefined,
    null,
    ['cs_test_a', 'cs_test_b'],
    '',
    'cs_test_',
    'cs_test_a b',
    "cs_test_a' OR 1=1",
    'cs_other_a',
    'pi_123',
    '{CHECKOUT_SESSION_ID}',
    `cs_test_${'a'.repeat(59)}`,
    'cs_test_a\n',
  ])('%j is none', (id) => {
    expect(isSessionId(id)).toBe(false);
  });
});

describe('an order number', () => {
  test.each([
    ['B-1042', 1042],
    ['b1042', 1042],
    [' 1042 ', 1042],
    ['B-', null],
    ['pi_1042', null],
    ['1042x', null],
    ['12345678901', null],
  ])('%j is read as %j', (text, expected) => {
    expect(parseOrderNumber(text)).toBe(expected);
  });
});
