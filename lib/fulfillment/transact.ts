import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';
import { type Pipeline, pipelinePool, type Statement } from '../db';
import { StartOver } from './load-facts';

/** Failures after which the same transaction may well succeed: serialization_failure, deadlock_detected. */
const passing = new Set(['40001', '40P01']);
const maxTries = 3;

const mayPass = (error: unknown): boolean =>
  error instanceof StartOver || passing.has((error as { code?: string } | null)?.code ?? '');

type Answer = PromiseSettledResult<unknown>;

/** What the types of `pg` keep to themselves: the socket behind a connection. */
type WithSocket = PoolClient & { connection: { stream: Socket } };

/**
 * Sends statements on a pipelining connection, and keeps what became of each. What is sent in one turn leaves in one
 * write: a sixth of the worker's time went into a system call for each statement (docs/performance.md).
 */
class SentStatements implements Pipeline {
  readonly #client: PoolClient;
  readonly #answers: Promise<Answer>[] = [];

  constructor(client: PoolClient) {
    this.#client = client;
  }

  send<Row>(statement: Statement | string): Promise<Row[]> {
    this.#cork();
    const rows = this.#client.query(statement).then((result) => result.rows as Row[]);
    this.#answers.push(
      rows.then(
        (value) => ({ status: 'fulfilled', value }),
        (reason: unknown) => ({ status: 'rejected', reason }),
      ),
    );
    return rows;
  }

  #cork(): void {
    const { stream } = (this.#client as WithSocket).connection;
    if (stream.writableCorked > 0) return;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }

  /** Waits for all of them. The first failure in the order of sending is the cause of those behind it. */
  async firstFailure(): Promise<PromiseRejectedResult | undefined> {
    const answers = await Promise.all(this.#answers);
    return answers.find((answer) => answer.status === 'rejected');
  }
}

async function runOnce<T>(client: PoolClient, work: (pipeline: Pipeline) => Promise<T>): Promise<T> {
  const sent = new SentStatements(client);
  void sent.send('BEGIN');
  let result: T;
  try {
    result = await work(sent);
  } catch (error) {
    void sent.send('ROLLBACK');
    const cause = await sent.firstFailure();
    throw cause ? cause.reason : error;
  }
  // Of a transaction in which a statement failed, PostgreSQL makes a rollback.
  void sent.send('COMMIT');
  const failure = await sent.firstFailure();
  if (failure) throw failure.reason;
  return result;
}

/**
 * Runs a transaction that sends its statements without waiting for their answers. The first of them go out with the
 * BEGIN, and those that `work` has not waited for go out with the COMMIT; all have succeeded when this resolves. Tried
 * again, up to three times, where PostgreSQL chose it as the victim of a deadlock, or where `loadFacts` found a row that
 * is not locked.
 *
 * @param work may run more than once; without effects outside the transaction
 * @throws the first failure; nothing is written then
 */
export async function transact<T>(work: (pipeline: Pipeline) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const client = await pipelinePool().connect();
    try {
      return await runOnce(client, work);
    } catch (error) {
      if (!mayPass(error) || tries === maxTries) throw error;
    } finally {
      client.release();
    }
  }
}
