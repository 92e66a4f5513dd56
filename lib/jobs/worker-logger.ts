import { Logger } from 'graphile-worker';
import { log } from '../log';

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;

/** The queue's own words in the shop's log; its routine lines are details here. */
export const workerLogger = new Logger((scope) => {
  const child = log.child({
    part: 'jobs',
    ...(scope.taskIdentifier && { task: scope.taskIdentifier, job: scope.jobId }),
  });
  return (level, message) => child[levels[level]](message);
});
