/**
 * Settings of a shop under test, before a database, a stand-in or a mailbox is added. Every address points where
 * nobody listens, so that a test which needs one of them and forgot to ask for it fails at once.
 */
export const testSettings = {
  APP_URL: 'http://shop.test',
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none',
  STRIPE_SECRET_KEY: 'sk_test_bottega',
  NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: 'pk_test_bottega',
  STRIPE_WEBHOOK_SECRET: 'whsec_bottegatest',
  STRIPE_API_URL: 'http://127.0.0.1:9',
  NEXT_PUBLIC_STRIPE_JS_URL: 'http://127.0.0.1:9/stripe.js',
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'Bottega Ottavia <orders@shop.test>',
  RECEIPTS: 'own',
  AUTH_SECRET: 'a secret only for tests, long enough',
  WORKER: 'off',
  PORT: '3000',
  STORAGE_DIR: 'prisma/files',
} as const;

/** Puts settings where the shop will read them. Before the first call of `env()`: it is read once per process. */
export function applySettings(settings: Partial<Record<keyof typeof testSettings, string>>): void {
  Object.assign(process.env, settings);
}
