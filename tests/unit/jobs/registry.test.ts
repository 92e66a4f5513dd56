import { parseCrontab } from 'graphile-worker';
import { describe, expect, test } from 'vitest';
import { crontabOf, scheduledJobs } from '@/lib/jobs/schedule';
import { tasksOf } from '@/lib/jobs/tasks';
import { idInKey, jobKey, jobQueue, type Pool, queuedJobNames, readPayload } from '@/lib/queue/jobs';

const pools: Pool[] = ['orders', 'upkeep', 'mail', 'messages'];

describe('a job of the registry', () => {
  test('has a key and a queue that its payload completes', () => {
    const message = { messageId: 'm1', endpointId: 'e1' };
    expect(jobKey('deliver_message', message)).toBe('message:m1');
    expect(jobQueue('deliver_message', message)).toBe('message:e1');
    expect(jobKey('send_mail', { mailId: 'a' })).toBe('mail:a');
    expect(jobQueue('send_mail', { mailId: 'a' })).toBeNull();
  });

  test('is known by its key, and so is what it is about', () => {
    expect(idInKey('deliver_message', 'message:m1')).toBe('m1');
    expect(idInKey('deliver_message', 'mail:m1')).toBeNull();
  });

  test('shares its kind of key with no other job', () => {
    const payload = {
      eventId: '1',
      variantId: '1',
      mailId: '1',
      messageId: '1',
      endpointId: '1',
    };
    const keys = queuedJobNames.map((name) => jobKey(name, payload));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is refused where the queue kept no ID of it', () => {
    expect(readPayload('send_mail', { mailId: 'a', more: 1 })).toEqual({ mailId: 'a' });
    for (const payload of [undefined, null, {}, { mailId: 7 }, 'a']) {
      expect(() => readPayload('send_mail', payload)).toThrow('a job send_mail came without its mailId');
    }
  });

  test('is run in one pool', () => {
    const run = pools.flatMap((pool) => Object.keys(tasksOf(pool)));
    expect(run.sort()).toEqual([...queuedJobNames, ...Object.keys(scheduledJobs)].sort());
  });

  test('is started by the clock of the pool that runs it', () => {
    const started = pools.map((pool) => parseCrontab(crontabOf(pool)).map(({ task }) => [pool, task]));
    expect(started.flat()).toEqual(Object.entries(scheduledJobs).map(([name, { pool }]) => [pool, name]));
  });
});
