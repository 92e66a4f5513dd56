import { reconcile } from '../../lib/jobs/reconcile';

/** A reconciliation in a process of its own, to be killed. */
process.send?.('ready');
await reconcile();
