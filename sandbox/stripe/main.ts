import { join } from 'node:path';
import { startSandbox } from './server';

/** `npm run sandbox`: the stand-in alone. `PORT` (4010) and `DATA_DIR` (.data/stripe) may be set. */

const port = Number(process.env.PORT ?? 4010);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT has to be a number from 0 to 65535, not "${process.env.PORT}".`);
  process.exit(1);
}

try {
  const dataDir = process.env.DATA_DIR || join(process.cwd(), '.data', 'stripe');
  const sandbox = await startSandbox({ port, dataDir });
  console.log(
    `The stand-in for Stripe listens on ${sandbox.url}. Any key that begins with sk_test_ will do.`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
  }
} catch (error) {
  const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message = error instanceof Error ? error.message : String(error);
  console.error(busy ? `Port ${port} is taken. Choose another: PORT=4011 npm run sandbox` : message);
  process.exit(1);
}
