import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { betterAuth } from 'better-auth/minimal';
import { db } from '../db';
import { env } from '../env';
import { log } from '../log';
import { day } from '../time';
import { clearSignInAttempts, countSignInAttempt, limitWindow } from './sign-in-limit';

/** A merchant's password has at least this many characters. */
export const shortestPassword = 12;

const sessionDays = 14;
const signInPath = '/sign-in/email';
const authLog = log.child({ part: 'auth' });

function build() {
  const { appUrl, authSecret } = env();
  return betterAuth({
    appName: 'Bottega',
    baseURL: appUrl,
    basePath: '/api/auth',
    secret: authSecret,
    database: prismaAdapter(db(), { provider: 'postgresql', transaction: true }),
    user: { modelName: 'merchantUser' },
    account: { modelName: 'merchantAccount', accountLinking: { enabled: false } },
    verification: { modelName: 'merchantVerification' },
    session: {
      modelName: 'merchantSession',
      // Fixed, not sliding: a page cannot set the cookie that would go with a longer session.
      expiresIn: (sessionDays * day) / 1000,
      disableSessionRefresh: true,
    },
    emailAndPassword: {
      enabled: true,
      // Merchants are made by `npm run merchant:create`, never over HTTP.
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      // Those that createMerchant uses: what one of them writes, the other can read.
      password: { hash: hashPassword, verify: verifyPassword },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'merchantRateLimit',
      window: limitWindow,
      max: 300,
      customRules: { [signInPath]: { window: 60, max: 30 } },
    },
    hooks: {
      // The limit above goes by address, which a client may be able to choose; this one goes by account.
      before: createAuthMiddleware(async ({ path, body }) => {
        if (path !== signInPath || typeof body?.email !== 'string') return;
        if (!(await countSignInAttempt(body.email))) throw new APIError('TOO_MANY_REQUESTS');
      }),
      after: createAuthMiddleware(async ({ path, context }) => {
        if (path === signInPath && context.newSession)
          await clearSignInAttempts(context.newSession.user.email);
      }),
    },
    advanced: { cookiePrefix: 'bottega' },
    telemetry: { enabled: false },
    onAPIError: {
      // A refusal is an answer, not an error; what the database said is for the log, not for the browser.
      onError(error) {
        if (error instanceof APIError && error.statusCode < 500) return;
        authLog.error({ error: error instanceof Error ? error.message : String(error) }, 'sign-in failed');
      },
    },
    logger: {
      level: 'warn',
      log: (level, message) => authLog[level](message),
    },
  });
}

let current: ReturnType<typeof build> | undefined;

/**
 * The merchant's sign-in: e-mail and password, sessions in the database. Made at first use, because `next build` loads
 * every module and has no settings. https://www.better-auth.com/docs/reference/options
 */
export function auth(): ReturnType<typeof build> {
  current ??= build();
  return current;
}
