import type { z as zod } from 'zod';
import { lazyZod } from '../state/lazy';

/** Ten years: each renewal, expiry and retry on the way is run, and waited for. */
export const LONGEST_JUMP = 10 * 366 * 86_400_000;

/** Every shape the control API takes; made when first asked for. */
function makeShapes() {
  const z = lazyZod();
  const milliseconds = z.number().min(0);

  /** When a rule applies: everything given has to hold. What matches is counted from 1 in the order it first came. */
  const always = {
    /** From 0 to 1, drawn from the seed. */
    chance: z.number().min(0).max(1).optional(),
    nth: z.array(z.int().min(1)).optional(),
  };

  const webhook = {
    ...always,
    /** Event types; `charge.*` for all that begin so. */
    types: z.array(z.string()).optional(),
    /** Which attempts, 1 being the first; all of them where it is left out. */
    attempts: z.array(z.int().min(1)).optional(),
  };

  /** What happens to webhooks. Rules add up; of two with the same deed the first that applies counts. */
  const webhookRule = z.discriminatedUnion('do', [
    /** The attempt never arrives: no answer, so it is tried again. */
    z.strictObject({ ...webhook, do: z.literal('drop') }),
    /** The same event again, so many milliseconds after the attempt has left. */
    z.strictObject({
      ...webhook,
      do: z.literal('duplicate'),
      copies: z.int().min(1).max(100).default(1),
      ms: milliseconds.default(0),
    }),
    /** A second event, with an ID of its own, about the same change. Stripe warns of it. */
    z.strictObject({ ...webhook, do: z.literal('twin') }),
    /** The first attempt leaves later. */
    z.strictObject({ ...webhook, do: z.literal('delay'), ms: milliseconds }),
    /** First attempts wait until the first of them has waited so long, and then leave in another order or all at once. */
    z.strictObject({
      ...webhook,
      do: z.literal('gather'),
      ms: milliseconds,
      order: z.enum(['shuffled', 'reversed', 'parallel']),
    }),
    /** What arrives is not what was signed, or was signed ten minutes ago. */
    z.strictObject({ ...webhook, do: z.literal('tamper'), part: z.enum(['body', 'signature', 'timestamp']) }),
    /** Signed with what the secret was before its rotation only; with nobody's where there was none. */
    z.strictObject({ ...webhook, do: z.literal('previous_secret') }),
  ]);

  const api = {
    ...always,
    methods: z.array(z.enum(['GET', 'POST', 'DELETE'])).optional(),
    /** How paths begin, such as `/v1/checkout/sessions`. */
    paths: z.array(z.string()).optional(),
  };
  /** Whether what was asked for has happened nevertheless. */
  const moment = z.enum(['before', 'after']).default('before');

  /** What happens to API requests. The first rule of each deed that applies counts; `slow` comes first. */
  const apiRule = z.discriminatedUnion('do', [
    z.strictObject({ ...api, do: z.literal('slow'), ms: milliseconds }),
    z.strictObject({
      ...api,
      do: z.literal('fail'),
      status: z.int().min(500).max(599).default(500),
      work: moment,
    }),
    z.strictObject({ ...api, do: z.literal('cut'), work: moment }),
  ]);

  const faults = z.strictObject({
    /** The same seed and the same events in the same order have the same faults. */
    seed: z.int().default(1),
    webhooks: z.array(webhookRule).default([]),
    api: z.array(apiRule).default([]),
    /** Requests above it in any second get 429. Null: no limit. */
    rateLimit: z
      .strictObject({
        perSecond: z.number().positive(),
        reason: z
          .enum([
            'global-rate',
            'endpoint-rate',
            'global-concurrency',
            'endpoint-concurrency',
            'resource-specific',
          ])
          .default('global-rate'),
      })
      .nullable()
      .default(null),
  });

  return {
    faults,
    clock: z.strictObject({
      /** Real time is 1. */
      speed: z.number().positive().optional(),
      /** Milliseconds to move on by; answered once all that was due has happened. */
      advance: z.number().min(0).max(LONGEST_JUMP).optional(),
    }),
    rotation: z.strictObject({ overlap: z.number().min(0).max(86_400_000).default(86_400_000) }),
    debit: z.strictObject({ outcome: z.enum(['succeed', 'fail']) }),
    nothing: z.strictObject({}),
    /** Only that it is an object: `Faults.set` checks what is in it. */
    faultChange: z.record(z.string(), z.unknown()),
  };
}

let made: ReturnType<typeof makeShapes> | undefined;
export function shapes(): ReturnType<typeof makeShapes> {
  made ??= makeShapes();
  return made;
}

type FaultShape = ReturnType<typeof makeShapes>['faults'];
export type FaultSettings = zod.output<FaultShape>;
export type WebhookRule = FaultSettings['webhooks'][number];
export type ApiRule = FaultSettings['api'][number];
/** As a caller writes them: what has a default may be left out. */
export type FaultChange = zod.input<FaultShape>;

/** Nothing happens. */
export const NO_FAULTS: FaultSettings = { seed: 1, webhooks: [], api: [], rateLimit: null };
