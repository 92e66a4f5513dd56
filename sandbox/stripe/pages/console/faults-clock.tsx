/** @jsxImportSource hono/jsx */
import { Input } from './faults-inputs';
import { writtenMoment } from './words';

const STEPS = [
  ['600000', '10 minutes'],
  ['3600000', '1 hour'],
  ['86400000', '1 day'],
  ['2678400000', '31 days'],
] as const;

export interface ClockFacts {
  /** The sandbox's time, in Unix milliseconds. */
  now: number;
  /** How many seconds of it pass in a real one. */
  multiple: number;
}

/** The sandbox's time, and how to move it on. */
export const Clock = ({ now, multiple }: ClockFacts) => (
  <section aria-labelledby="clock-title">
    <h2 id="clock-title">Clock</h2>
    <p>
      <time datetime={new Date(now).toISOString()}>{writtenMoment(new Date(now))}</time>{' '}
      <span class="quiet">
        {multiple === 1 ? 'as fast as real time' : `${multiple} times as fast as real time`}
      </span>
    </p>
    <form method="post" action="/faults/clock/advance" class="row-form">
      <span class="quiet" id="advance-by">
        Move on by
      </span>
      {STEPS.map(([by, words]) => (
        <button key={by} type="submit" name="by" value={by} class="small" aria-describedby="advance-by">
          {words}
        </button>
      ))}
    </form>
    <form method="post" action="/faults/clock/speed" class="row-form">
      <Input id="multiple" name="multiple" label="Speed (× real time)" value={String(multiple)} size={7} />
      <button type="submit" class="small">
        Set speed
      </button>
    </form>
    <p class="quiet">
      Moving it on runs what is due until then: retries of webhooks, bank debits, expiries, renewals. It goes
      forward only, until the sandbox is started again.
    </p>
  </section>
);
