import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { handledEvents } from '../lib/stripe/handled-events';
import { root, run } from './env';
import { listenTarget } from './listen-target';
import { cliProgram } from './stripe-cli';

/**
 * `npm run stripe:listen`: Stripe's own command line carries events to the shop on this machine, for a test account
 * or, where no key is set, from the stand-in that the demo runs. It prints the signing secret to put into
 * STRIPE_WEBHOOK_SECRET. Flags after `--` are passed on to it. https://docs.stripe.com/cli/listen
 */
await run(
  async () => {
    const { apiUrl, forwardTo, knowsSecret, secretKey } = await listenTarget();
    const flags = [
      'listen',
      ...['--events', handledEvents.join(',')],
      ...['--forward-to', forwardTo],
      // Payloads in the version that the account would give a new endpoint, not the one it was opened with.
      '--latest',
      '--skip-update',
      // A stand-in: two flags the command line keeps to itself.
      ...(apiUrl ? ['--no-wss', '--api-base', apiUrl] : []),
      ...(secretKey.includes('_live_') ? ['--live'] : []),
      ...process.argv.slice(2),
    ];
    const program = cliProgram();
    console.log(
      `Carrying ${handledEvents.length} kinds of event from ${apiUrl ?? 'Stripe'} to http://${forwardTo}.`,
    );
    console.log(
      knowsSecret
        ? 'The demo’s shop knows the signing secret below; it also gets every event without this command.\n'
        : 'Put the signing secret below into STRIPE_WEBHOOK_SECRET and restart the shop.\n',
    );
    const cli = spawn(program, flags, {
      stdio: 'inherit',
      env: {
        ...process.env,
        // By way of the environment: an argument could be read in the list of processes.
        STRIPE_API_KEY: secretKey,
        STRIPE_CLI_TELEMETRY_OPTOUT: '1',
        // Its own settings folder, so that a key saved by `stripe login` cannot take this one's place.
        XDG_CONFIG_HOME: join(root, '.data/stripe-cli'),
      },
    });
    // Ctrl-C reaches the whole group; this process only has to outlive the command line.
    process.on('SIGINT', () => {});
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => cli.kill(signal));
    await new Promise<void>((resolve, reject) => {
      cli.once('error', reject);
      cli.once('exit', (code) => {
        process.exitCode = code ?? 0;
        resolve();
      });
    });
  },
  { without: ['DATABASE_URL', 'STRIPE_WEBHOOK_SECRET', 'SMTP_URL', 'MAIL_FROM', 'AUTH_SECRET'] },
);
