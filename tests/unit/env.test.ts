import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parseEnv, SettingsError, settingNames } from '@/lib/env';

const good = {
  APP_URL: 'https://shop.example.com/',
  DATABASE_URL: 'postgresql://bottega@localhost/bottega',
  STRIPE_SECRET_KEY: 'sk_test_123',
  NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: 'pk_test_123',
  STRIPE_WEBHOOK_SECRET: 'whsec_123',
  SMTP_URL: 'smtps://mail.example.com',
  MAIL_FROM: 'Bottega <orders@shop.example.com>',
  AUTH_SECRET: 'x'.repeat(32),
};

function refusal(changes: Record<string, string | undefined>): string {
  try {
    parseEnv({ ...good, ...changes });
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error('these settings were accepted');
}

describe('settings', () => {
  test('the least there must be is enough, and the rest has its usual value', () => {
    expect(parseEnv(good)).toMatchObject({
      appUrl: 'https://shop.example.com',
      stripeWebhookSecrets: ['whsec_123'],
      stripeApiUrl: undefined,
      stripeJsUrl: undefined,
      worker: 'inline',
      receipts: 'own',
      port: 3000,
    });
  });

  test('a secret pasted with a newline is trimmed', () => {
    expect(parseEnv({ ...good, STRIPE_WEBHOOK_SECRET: ' whsec_123\n' }).stripeWebhookSecrets).toEqual([
      'whsec_123',
    ]);
  });

  test('several secrets are read while one is being rotated', () => {
    const { stripeWebhookSecrets } = parseEnv({ ...good, STRIPE_WEBHOOK_SECRET: 'whsec_new, whsec_old,' });
    expect(stripeWebhookSecrets).toEqual(['whsec_new', 'whsec_old']);
  });

  test('receipts are the shop’s own or Stripe’s, and nobody else’s', () => {
    expect(parseEnv({ ...good, RECEIPTS: 'stripe' }).receipts).toBe('stripe');
    expect(refusal({ RECEIPTS: 'none' })).toContain('RECEIPTS must be own or stripe');
  });

  test('a port or a level of logging that there is not is named, with those there are', () => {
    for (const PORT of ['0', '65536', '80.5', 'http']) {
      expect(refusal({ PORT })).toContain('PORT must be a port number, from 1 to 65535.');
    }
    expect(refusal({ LOG_LEVEL: 'verbose' })).toMatch(
      /LOG_LEVEL must be one of trace, debug, info, .*silent/,
    );
  });

  test('every setting is explained in .env.example and in the README', async () => {
    const [example, readme] = await Promise.all([
      readFile('.env.example', 'utf8'),
      readFile('README.md', 'utf8'),
    ]);
    for (const name of settingNames) {
      expect(example).toMatch(new RegExp(`^${name}=`, 'm'));
      expect(readme).toContain(`\`${name}\``);
    }
  });

  test('an empty stand-in address means Stripe', () => {
    expect(parseEnv({ ...good, STRIPE_API_URL: '' }).stripeApiUrl).toBeUndefined();
  });

  test.each(Object.keys(good))('without %s the shop does not start, and the sentence names it', (name) => {
    const message = refusal({ [name]: undefined });
    expect(message).toContain(`${name} is not set`);
    expect(message.split('\n').filter((line) => line.includes('·'))).toHaveLength(1);
  });

  test('every missing setting is named at once', () => {
    const message = refusal(Object.fromEntries(Object.keys(good).map((name) => [name, undefined])));
    for (const name of Object.keys(good)) expect(message).toContain(name);
  });

  test.each([
    ['APP_URL', 'shop.example.com'],
    ['DATABASE_URL', 'mysql://localhost/shop'],
    ['STRIPE_SECRET_KEY', 'pk_test_123'],
    ['NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY', 'sk_test_123'],
    ['STRIPE_WEBHOOK_SECRET', 'secret'],
    ['STRIPE_API_URL', 'not an address'],
    ['SMTP_URL', 'https://mail.example.com'],
    ['MAIL_FROM', 'Bottega'],
    ['AUTH_SECRET', 'too short'],
    ['WORKER', 'sometimes'],
    ['PORT', '70000'],
  ])('a malformed %s is named, and its value is not repeated', (name, value) => {
    const message = refusal({ [name]: value });
    expect(message).toContain(`· ${name} `);
    if (name.includes('SECRET')) expect(message).not.toContain(value === 'secret' ? '"secret"' : value);
  });

  test('without a process that stays alive, the cron that runs the sweep needs its secret', () => {
    expect(refusal({ WORKER: 'after' })).toContain('CRON_SECRET is not set');
    expect(parseEnv({ ...good, WORKER: 'after', CRON_SECRET: 'x'.repeat(16) }).worker).toBe('after');
  });

  test('a bucket needs all of its settings, and those that lack are named', () => {
    const bucket = {
      S3_BUCKET: 'shop-files',
      S3_ENDPOINT: 'https://s3.eu-south-1.amazonaws.com/',
      S3_REGION: 'eu-south-1',
      S3_ACCESS_KEY_ID: 'AKID',
      S3_SECRET_ACCESS_KEY: 'not to be repeated',
    };
    expect(parseEnv({ ...good, ...bucket }).bucket).toMatchObject({
      name: 'shop-files',
      endpoint: 'https://s3.eu-south-1.amazonaws.com',
    });
    expect(parseEnv(good).bucket).toBeUndefined();
    const message = refusal({ ...bucket, S3_REGION: ' ', S3_ENDPOINT: undefined });
    expect(message).toContain('· S3_ENDPOINT, S3_REGION are not set');
    expect(message).not.toContain('not to be repeated');
    expect(refusal({ ...bucket, S3_BUCKET: '' })).toContain('· S3_BUCKET is not set');
    expect(refusal({ ...bucket, S3_ENDPOINT: 's3.amazonaws.com' })).toContain('· S3_ENDPOINT must be');
  });

  test('a test key beside a live key is refused', () => {
    expect(refusal({ STRIPE_SECRET_KEY: 'sk_live_123' })).toContain('both be test keys or both be live keys');
  });
});
