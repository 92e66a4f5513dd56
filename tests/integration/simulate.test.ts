import { expect, test } from 'vitest';
import { simulate } from '../simulate/play';
import { playOnPostgres } from '../simulate/postgres/play-postgres';
import { useDatabase } from '../support/database';

useDatabase();

/** Always the same, so that a failure is of the change that made it: `npm run simulate` plays others. */
const seed = 7;

test('50 schedules leave the same rows in PostgreSQL as in memory, after every step', async () => {
  const { played, found } = await simulate(seed, 50, { playOne: playOnPostgres });
  expect(found, `npm run simulate -- --postgres --seed ${seed} --replay ${found?.index}`).toBeNull();
  expect(played).toBe(50);
}, 300_000);
