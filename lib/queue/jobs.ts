/** What a job waits for: those of one pool never keep those of another waiting. */
export type Pool = 'orders' | 'upkeep' | 'mail' | 'messages';

/** A name with the one field of the payload that completes it: `event:{eventId}` becomes `event:evt_1`. */
type Template<Field extends string> = `${string}:{${Field}}`;

interface QueuedJob<Field extends string> {
  pool: Pool;
  /** The IDs that a job is given: the truth is in the tables. */
  fields: readonly Field[];
  /** Names a job: of those with one key, one waits at a time. */
  key: Template<NoInfer<Field>>;
  /** Names a queue: its jobs run one after the other, also where several workers take them. */
  queue?: Template<NoInfer<Field>>;
}

const job = <const Field extends string>(queued: QueuedJob<Field>): QueuedJob<Field> => queued;

/**
 * Every job that a change queues. What runs it stands in `lib/jobs/tasks.ts`, what finds a lost one in
 * `lib/jobs/lost-jobs.ts`; what the clock starts, in `lib/jobs/schedule.ts`.
 */
export const queuedJobs = {
  handle_event: job({ pool: 'orders', fields: ['eventId'], key: 'event:{eventId}' }),

  fulfill_back_orders: job({
    pool: 'orders',
    fields: ['variantId'],
    key: 'back_orders:{variantId}',
    queue: 'back_orders:{variantId}',
  }),

  fulfill_key_orders: job({
    pool: 'orders',
    fields: ['variantId'],
    key: 'license_keys:{variantId}',
    queue: 'license_keys:{variantId}',
  }),

  /** A variant's link is refreshed by one job after the other, so that an older reading of the stock never overwrites a newer one. */
  refresh_link: job({
    pool: 'upkeep',
    fields: ['variantId'],
    key: 'link:{variantId}',
    queue: 'link:{variantId}',
  }),

  send_mail: job({ pool: 'mail', fields: ['mailId'], key: 'mail:{mailId}' }),

  /** An endpoint is sent one message at a time, in order: one that does not answer takes up one delivery, not all. */
  deliver_message: job({
    pool: 'messages',
    fields: ['messageId', 'endpointId'],
    key: 'message:{messageId}',
    queue: 'message:{endpointId}',
  }),
};

export type QueuedJobName = keyof typeof queuedJobs;

/** What a job is given. */
export type JobPayload<Name extends QueuedJobName> = Record<
  (typeof queuedJobs)[Name]['fields'][number],
  string
>;

export const queuedJobNames = Object.keys(queuedJobs) as QueuedJobName[];

const complete = (template: string, payload: Partial<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/, (_, field: string) => payload[field] ?? '');

/** The key of a job with this payload. */
export const jobKey = <Name extends QueuedJobName>(name: Name, payload: JobPayload<Name>): string =>
  complete(queuedJobs[name].key, payload);

/** The queue of a job with this payload; null where it waits in none. */
export function jobQueue<Name extends QueuedJobName>(name: Name, payload: JobPayload<Name>): string | null {
  const { queue } = queuedJobs[name];
  return queue === undefined ? null : complete(queue, payload);
}

/** The ID that completes a job's key; null for a key that is no such job's. */
export function idInKey(name: QueuedJobName, key: string): string | null {
  const prefix = queuedJobs[name].key.replace(/\{\w+\}/, '');
  return key.startsWith(prefix) ? key.slice(prefix.length) : null;
}

/**
 * What `graphile_worker.add_job` takes, as SQL, for statements that queue jobs for many rows: the same payload, key and
 * queue as `addJob` derives.
 *
 * @param columns the SQL expression of each ID; never text from outside
 */
export function jobSql<Name extends QueuedJobName>(
  name: Name,
  columns: JobPayload<Name>,
): { payload: string; key: string; queue: string } {
  const { fields, key, queue } = queuedJobs[name];
  const expressions: Partial<Record<string, string>> = columns;
  const named = (template: string) => complete(`'${template.replace('{', `' || {`)}`, expressions);
  const pairs = fields.map((field) => `'${field}', ${expressions[field]}`);
  return {
    payload: `json_build_object(${pairs.join(', ')})`,
    key: named(key),
    queue: queue === undefined ? 'NULL' : named(queue),
  };
}

/** What a job was given, as the queue kept it. @throws where an ID is missing */
export function readPayload<Name extends QueuedJobName>(name: Name, payload: unknown): JobPayload<Name> {
  const given = new Map<string, unknown>(Object.entries(payload ?? {}));
  const ids = queuedJobs[name].fields.map((field) => {
    const id = given.get(field);
    if (typeof id !== 'string') throw new Error(`a job ${name} came without its ${field}`);
    return [field, id] as const;
  });
  return Object.fromEntries(ids) as JobPayload<Name>;
}
