import { startServer } from '../../lib/jobs/start-server';

/** What Next does of a server's start before it takes requests, twice, as it may in development; it ends as Next does. */
startServer();
startServer();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit());
setInterval(() => {}, 60_000);
process.send?.('started');
