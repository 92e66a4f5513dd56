import { describe, expect, test } from 'vitest';
import { isBlockedAddress, readEndpointUrl } from '@/lib/outgoing/endpoint-url';
import { signedHeaders } from '@/lib/outgoing/sign-message';

describe('an address where machines keep their own secrets', () => {
  test.each([
    '169.254.169.254',
    '169.254.170.2',
    '100.100.100.200',
    '168.63.129.16',
    '0.0.0.0',
    '::',
    'fe80::1',
    'fd00:ec2::254',
    'fd20:ce::254',
    '::ffff:169.254.169.254',
    '::169.254.169.254',
    '64:ff9b::169.254.169.254',
  ])('is told nothing: %s', (address) => {
    expect(isBlockedAddress(address)).toBe(true);
  });

  test.each([
    'https://2852039166/',
    'https://0xa9fea9fe/',
    'https://0251.0376.0251.0376/',
    'https://169.254.169.254./',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[64:ff9b::a9fe:a9fe]/',
  ])('is known however it is written: %s', (url) => {
    expect(readEndpointUrl(url)).toEqual({ problem: 'blocked' });
  });

  test('is told from a private network, where the merchant’s own systems are', () => {
    for (const address of ['10.0.0.7', '192.168.1.20', 'fd12::5', '2001:db8::1', '::1', '127.0.0.1']) {
      expect(isBlockedAddress(address)).toBe(false);
    }
  });
});

test('a signature is the one that the specification’s own example has', () => {
  // https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/javascript/src/index.test.ts
  const headers = signedHeaders(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    '{"test": 2432232314}',
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    new Date(1_614_265_330_000),
  );
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});
