import { CLI_SECRET } from '../stripe/cli/sessions';

/** Who signs in to the demo's merchant pages. */
export const demoMerchant = {
  email: 'ottavia@bottega.example',
  password: 'una bottega a Torino',
  name: 'Ottavia',
};

/** Known to both sides beforehand: the stand-in signs with it, the shop checks against it. */
export const demoWebhookSecret = 'whsec_only_for_the_demo_on_this_machine';

/**
 * The settings of a shop that runs on this machine with nothing but what comes with it. Every setting is given, also
 * the empty ones, so that a person's own `.env` cannot reach into the demo.
 */
export function demoSettings(parts: {
  appUrl: string;
  databaseUrl: string;
  stripeUrl: string;
  smtpUrl: string;
  port: number;
  logLevel: string;
}): Record<string, string> {
  return {
    APP_URL: parts.appUrl,
    DATABASE_URL: parts.databaseUrl,
    STRIPE_SECRET_KEY: 'sk_test_demo',
    NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: 'pk_test_demo',
    // The second is what `npm run stripe:listen` signs with.
    STRIPE_WEBHOOK_SECRET: `${demoWebhookSecret},${CLI_SECRET}`,
    STRIPE_API_URL: parts.stripeUrl,
    NEXT_PUBLIC_STRIPE_JS_URL: `${parts.stripeUrl}/endive/stripe.js`,
    SMTP_URL: parts.smtpUrl,
    MAIL_FROM: 'Bottega Ottavia <orders@bottega.example>',
    RECEIPTS: 'own',
    AUTH_SECRET: 'only for the demo: it signs nothing that matters',
    WORKER: 'inline',
    PORT: String(parts.port),
    STORAGE_DIR: 'prisma/files',
    LOG_LEVEL: parts.logLevel,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
