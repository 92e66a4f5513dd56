import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import nextEnv from '@next/env';
import { shortestPassword } from '../lib/auth/auth';
import { createMerchant, UnacceptableMerchant } from '../lib/auth/create-merchant';
import { disconnect } from '../lib/db';
import { env, SettingsError } from '../lib/env';
import { checkDatabase, DatabaseNotReady } from './check-database';

const usage = `Makes somebody a merchant, who may sign in at /merchant.

  npm run merchant:create -- you@example.com
  npm run merchant:create -- you@example.com --name "Your Name"
  npm run merchant:create -- you@example.com --reset    a new password; ends their sessions

The password is asked for, or read from MERCHANT_PASSWORD. It has at least ${shortestPassword} characters.`;

/** What is typed is not shown, and piped input works as well. */
async function askSilently(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stdout.write(question);
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
  const interrupted = new Promise<never>((_resolve, reject) => {
    prompt.once('SIGINT', () => reject(new UnacceptableMerchant('Nothing was changed.')));
    prompt.once('close', () =>
      reject(new UnacceptableMerchant('No password was given; nothing was changed.')),
    );
  });
  try {
    return await Promise.race([prompt.question(''), interrupted]);
  } finally {
    prompt.close();
    process.stdout.write('\n');
  }
}

async function choosePassword(email: string): Promise<string> {
  const given = process.env.MERCHANT_PASSWORD;
  if (given) return given;
  const password = await askSilently(`Password for ${email} (at least ${shortestPassword} characters): `);
  if (process.stdin.isTTY && (await askSilently('Once more: ')) !== password) {
    throw new UnacceptableMerchant('The two passwords differ; nothing was changed.');
  }
  return password;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { name: { type: 'string' }, reset: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  const [address, ...rest] = positionals;
  if (values.help || !address || rest.length > 0) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error });
  const { appUrl, databaseUrl } = env();
  await checkDatabase(databaseUrl);
  const email = address.trim().toLowerCase();
  const password = await choosePassword(email);
  const name = values.name ?? email.split('@')[0] ?? email;
  const outcome = await createMerchant({ email, password, name }, { reset: values.reset });
  if (outcome === 'exists') {
    console.error(`${email} is a merchant already; nothing was changed. For a new password, add --reset.`);
    process.exitCode = 1;
  } else if (outcome === 'reset') {
    console.log(`${email} has a new password. Wherever they were signed in, they have to sign in again.`);
  } else {
    console.log(`${email} is a merchant now and may sign in at ${appUrl}/merchant`);
  }
}

try {
  await main();
} catch (error) {
  const expected =
    error instanceof UnacceptableMerchant ||
    error instanceof SettingsError ||
    error instanceof DatabaseNotReady;
  console.error(expected ? error.message : error);
  process.exitCode = 1;
} finally {
  await disconnect();
}
