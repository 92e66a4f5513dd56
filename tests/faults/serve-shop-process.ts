import { serveShop } from '../../scripts/serve-shop';

/** What `npm start` does once it has found everything in place, with a small server instead of Next's. */
const code = await serveShop(
  ['--import', 'tsx', 'tests/faults/small-server.ts'],
  ['--import', 'tsx', 'scripts/worker.ts'],
);
process.exit(code);
