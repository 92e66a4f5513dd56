import { z } from 'zod';
import { logLevels } from './log';

/** An S3-compatible bucket, and the key that may read it. */
export interface BucketSettings {
  name: string;
  /** Address of the service, without a trailing slash and without the bucket. */
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** The settings of the shop: read once at boot, trimmed, checked. The README's table says what each is for. */
export interface Env {
  /** The shop's own origin, without a trailing slash. Every link and return URL is built from it. */
  appUrl: string;
  databaseUrl: string;
  stripeSecretKey: string;
  stripePublishableKey: string;
  /** One or more signing secrets; several while one is being rotated. */
  stripeWebhookSecrets: string[];
  /** Address of a stand-in for Stripe's API; undefined means Stripe. */
  stripeApiUrl: string | undefined;
  /** Address of a stand-in for Stripe.js; undefined means Stripe's. */
  stripeJsUrl: string | undefined;
  smtpUrl: string;
  mailFrom: string;
  /** Who sends the receipts: the shop itself, or Stripe, where its own are switched on for the account. */
  receipts: 'own' | 'stripe';
  authSecret: string;
  worker: 'inline' | 'off' | 'after';
  port: number;
  /** Folder of the files that buyers download, where there is no bucket. */
  storageDir: string;
  /** Bucket of the files that buyers download; undefined means the folder. */
  bucket: BucketSettings | undefined;
  /** What the host's cron sends to run the sweep; only for `WORKER=after`. */
  cronSecret: string | undefined;
}

const url = (protocols: string[], hint: string) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), hint);

const optionalUrl = z
  .string()
  .optional()
  .transform((value) => value || undefined)
  .pipe(
    url(
      ['http:', 'https:'],
      'must be an address like http://127.0.0.1:4010, or empty for Stripe itself.',
    ).optional(),
  );

const portHint = 'must be a port number, from 1 to 65535.';

const shape = z.object({
  APP_URL: url(
    ['http:', 'https:'],
    "must be the shop's own origin, like https://shop.example.com.",
  ).transform((value) => new URL(value).origin),
  DATABASE_URL: url(
    ['postgres:', 'postgresql:'],
    'must be a PostgreSQL address, like postgresql://user:password@localhost:5432/bottega.',
  ),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(
      /^(sk|rk)_(test|live)_\w+$/,
      "must be Stripe's secret key, sk_test_… or sk_live_…, from https://dashboard.stripe.com/apikeys.",
    ),
  NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(
      /^pk_(test|live)_\w+$/,
      "must be Stripe's publishable key, pk_test_… or pk_live_…, from https://dashboard.stripe.com/apikeys.",
    ),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((secret) => secret.trim())
        .filter(Boolean),
    )
    .refine(
      (secrets) => secrets.length > 0 && secrets.every((secret) => /^whsec_\S+$/.test(secret)),
      "must be the endpoint's signing secret, whsec_…, printed by `npm run stripe:webhook` or `npm run stripe:listen`; several, separated by commas, while one is being rotated.",
    ),
  STRIPE_API_URL: optionalUrl,
  NEXT_PUBLIC_STRIPE_JS_URL: optionalUrl,
  SMTP_URL: url(
    ['smtp:', 'smtps:'],
    'must be the outgoing mail server, like smtps://user:password@mail.example.com.',
  ),
  MAIL_FROM: z
    .string()
    .regex(/\S+@\S+/, 'must be the sender of the shop\'s mails, like "Bottega <orders@shop.example.com>".'),
  RECEIPTS: z.enum(['own', 'stripe'], 'must be own or stripe; leave it out for own.').default('own'),
  AUTH_SECRET: z
    .string()
    .min(32, 'must be at least 32 random characters; make one with: openssl rand -base64 33'),
  WORKER: z
    .enum(['inline', 'off', 'after'], 'must be inline, off or after; leave it out for inline.')
    .default('inline'),
  PORT: z.coerce.number(portHint).int(portHint).min(1, portHint).max(65_535, portHint).default(3000),
  STORAGE_DIR: z.string().min(1).default('prisma/files'),
  S3_BUCKET: z
    .string()
    .regex(/^[\w.-]{3,255}$/, 'must be the name of the bucket, like shop-files.')
    .optional(),
  S3_ENDPOINT: url(
    ['http:', 'https:'],
    'must be the address of the service without the bucket, like https://s3.eu-south-1.amazonaws.com.',
  )
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
  S3_REGION: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  CRON_SECRET: z.string().min(16, 'must be at least 16 random characters.').optional(),
  // Read by the log itself, which is there before any setting: checked here, so that a mistake is named.
  LOG_LEVEL: z
    .enum(logLevels, `must be one of ${logLevels.join(', ')}; leave it out for info.`)
    .default('info'),
});

/** The names of all settings. */
export const settingNames = Object.keys(shape.shape);

/** Thrown when settings are missing or malformed: `message` has one sentence for each, and what to put there. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the settings out of a set of environment variables.
 *
 * @throws {SettingsError} naming each variable that is missing or malformed, without repeating secret values
 */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const trimmed = Object.fromEntries(
    settingNames.map((name) => [name, variables[name]?.trim() || undefined]),
  );
  const parsed = shape.safeParse(trimmed);
  if (!parsed.success) {
    const sentences = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return trimmed[name] === undefined
        ? `${name} is not set: it ${hintFor(name)}`
        : `${name} ${issue.message}`;
    });
    throw new SettingsError(
      `The shop cannot start.\n${sentences.map((line) => `  · ${line}`).join('\n')}\nPut it in .env; .env.example explains every setting. To try the shop without any, run: npm run demo`,
    );
  }
  const env = parsed.data;
  if (
    env.STRIPE_SECRET_KEY.includes('_live_') !== env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY.includes('_live_')
  ) {
    throw new SettingsError(
      'The shop cannot start.\n  · STRIPE_SECRET_KEY and NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY must both be test keys or both be live keys.',
    );
  }
  if (env.WORKER === 'after' && !env.CRON_SECRET) {
    throw new SettingsError(
      'The shop cannot start.\n  · CRON_SECRET is not set: with WORKER=after the sweep is run by a cron of the host that calls /api/cron with “Authorization: Bearer <CRON_SECRET>”; put at least 16 random characters there.',
    );
  }
  const bucket = bucketOf(env);
  return {
    appUrl: env.APP_URL,
    databaseUrl: env.DATABASE_URL,
    stripeSecretKey: env.STRIPE_SECRET_KEY,
    stripePublishableKey: env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY,
    stripeWebhookSecrets: env.STRIPE_WEBHOOK_SECRET,
    stripeApiUrl: env.STRIPE_API_URL,
    stripeJsUrl: env.NEXT_PUBLIC_STRIPE_JS_URL,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    receipts: env.RECEIPTS,
    authSecret: env.AUTH_SECRET,
    worker: env.WORKER,
    port: env.PORT,
    storageDir: env.STORAGE_DIR,
    bucket,
    cronSecret: env.CRON_SECRET,
  };
}

/** All of a bucket's settings, or none. @throws {SettingsError} naming those that lack */
function bucketOf(env: z.infer<typeof shape>): BucketSettings | undefined {
  const { S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env;
  const all = { S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY };
  if (S3_BUCKET && S3_ENDPOINT && S3_REGION && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY) {
    return {
      name: S3_BUCKET,
      endpoint: S3_ENDPOINT,
      region: S3_REGION,
      accessKeyId: S3_ACCESS_KEY_ID,
      secretAccessKey: S3_SECRET_ACCESS_KEY,
    };
  }
  const lacking = Object.entries(all).flatMap(([name, value]) => (value ? [] : [name]));
  if (lacking.length === Object.keys(all).length) return undefined;
  throw new SettingsError(
    `The shop cannot start.\n  · ${lacking.join(', ')} ${lacking.length === 1 ? 'is' : 'are'} not set: for a bucket all of ${Object.keys(all).join(', ')} are needed, and for a folder (STORAGE_DIR) none of them.`,
  );
}

/** What a variable should hold, for the case that it is missing. */
function hintFor(name: string): string {
  const field = shape.shape[name as keyof typeof shape.shape];
  const probe = z.safeParse(field, ' ');
  return probe.error?.issues[0]?.message ?? 'must be set.';
}

let current: Env | undefined;

/**
 * The settings of this process, read at first use. Not at import: `next build` loads every module, and building
 * needs no settings.
 *
 * @throws {SettingsError}
 */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}
