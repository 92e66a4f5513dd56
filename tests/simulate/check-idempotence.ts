import type { Decision } from '../../lib/fulfillment/decision/decide';
import type { OrderState } from '../../lib/fulfillment/decision/order-state';
import { hold } from './violation';

/** What an attempt may note however often it is made. */
const repeated: ReadonlySet<string> = new Set(['nothing_left', 'transition_refused']);

/** The same view decided again after it was written changes nothing and queues nothing (I1, I5). */
export function checkIdempotence({ plan, moved }: Decision): void {
  const { before, after, effects } = plan;
  for (const set of Object.keys(before) as (keyof OrderState)[]) {
    hold(
      isSame(before[set], after[set]),
      'idempotence',
      () =>
        `deciding again changes ${set}: ${JSON.stringify(after[set])}, not ${JSON.stringify(before[set])}`,
    );
  }
  hold(!moved, 'idempotence', () => 'deciding again moves units');
  hold(effects.mails.length === 0, 'idempotence', () => `deciding again queues ${effects.mails[0]?.key}`);
  hold(effects.droppedMails.length === 0, 'idempotence', () => 'deciding again drops a mail');
  hold(effects.jobs.length === 0, 'idempotence', () => 'deciding again queues a job');
  const news = effects.notes.find(({ kind }) => !repeated.has(kind));
  hold(news === undefined, 'idempotence', () => `deciding again notes ${news?.kind}`);
}

function isSame(before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (!Array.isArray(before) || !Array.isArray(after))
    return JSON.stringify(before) === JSON.stringify(after);
  if (before.length !== after.length) return false;
  for (let index = 0; index < before.length; index++) {
    const [one, other] = [before[index], after[index]];
    if (one !== other && JSON.stringify(one) !== JSON.stringify(other)) return false;
  }
  return true;
}
