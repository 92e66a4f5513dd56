import { z } from 'zod';
import { applyMerchantWish } from '../fulfillment/apply-merchant-wish';
import type { ParcelRow } from '../fulfillment/kinds/shipment/rows';
import { carrierName, trackingLink } from '../shipping/carriers';
import { carrierField, trackingNumberField, trackingUrlField } from '../shipping/tracking-fields';

/** A parcel as the merchant's other systems are answered about it. Times are ISO 8601 in UTC. */
export interface ParcelAnswer {
  parcel_id: string;
  parcel_number: number;
  order_number: string;
  state: ParcelRow['state'];
  carrier: string | null;
  tracking_number: string | null;
  tracking_url: string | null;
  shipped_at: string | null;
}

/** What became of tracking that was handed in. */
export type TrackingResult =
  | { ok: true /** False where all of it was known */; changed: boolean; parcel: ParcelAnswer }
  | {
      ok: false;
      status: 400 | 404 | 409;
      code: 'malformed' | 'no_parcel' | 'cancelled' | 'not_paid' | 'frozen' | 'outdated' | 'erased';
      /** For whoever runs the other system */
      message: string;
    };

const shape = z.strictObject({
  carrier: carrierField,
  tracking_number: trackingNumberField,
  tracking_url: trackingUrlField,
  shipped: z.boolean().default(true),
  revision: z.number().int().positive().optional(),
});

/**
 * Takes tracking for a parcel from the merchant's own shipping system, and marks it as sent unless `shipped` is false.
 * What is left out or empty stays as it was; the same once more changes nothing, so it may be sent any number of times.
 * Under the order's lock; the buyer's mail goes out once, with the change to *sent* (I5).
 *
 * @param input `{ carrier?, tracking_number?, tracking_url?, shipped?, revision? }`; with `revision`, that of the
 *   message the parcel was packed by, a parcel whose contents have changed since is refused
 * @param source who says so, for the timeline: an API key's name, an endpoint's address
 */
export async function takeTracking(
  parcelId: string,
  input: unknown,
  source: string,
): Promise<TrackingResult> {
  if (!z.uuid().safeParse(parcelId).success) return refused('no_parcel');
  const parsed = shape.safeParse(input);
  if (!parsed.success) return refused('malformed', problemsOf(parsed.error));
  const { carrier, tracking_number, tracking_url, shipped, revision } = parsed.data;
  const tracking = { carrier, trackingNumber: tracking_number, trackingUrl: tracking_url };
  const about = { parcelId, tracking, isSent: shipped, ...(revision !== undefined && { revision }) };
  const wish = { kind: 'take_tracking', ...about } as const;
  const outcome = await applyMerchantWish(wish, { trigger: 'system', actor: source });
  if (!outcome) return refused('no_parcel');
  if (outcome.refused !== null) return refused(outcome.refused);
  return { ok: true, changed: outcome.changed, parcel: answerOf(outcome.order, outcome.parcel) };
}

const answerOf = (order: string, parcel: ParcelRow): ParcelAnswer => ({
  parcel_id: parcel.id,
  parcel_number: parcel.number,
  order_number: order,
  state: parcel.state,
  carrier: carrierName(parcel.carrier),
  tracking_number: parcel.trackingNumber,
  tracking_url: trackingLink(parcel),
  shipped_at: parcel.shippedAt?.toISOString() ?? null,
});

type Refusal = Extract<TrackingResult, { ok: false }>;

const refusals: Record<Refusal['code'], Pick<Refusal, 'status' | 'message'>> = {
  malformed: { status: 400, message: 'This is not what a parcel’s tracking looks like.' },
  no_parcel: { status: 404, message: 'There is no parcel with this ID.' },
  cancelled: { status: 409, message: 'This parcel was called off. Do not send it; nothing was stored.' },
  not_paid: {
    status: 409,
    message: 'The order is not paid, so its parcel must not leave. Nothing was stored.',
  },
  frozen: {
    status: 409,
    message:
      'The payment is disputed, so nothing may leave until that is decided. Nothing was stored; if it is decided in the shop’s favour, parcel.ready comes again.',
  },
  erased: {
    status: 409,
    message:
      'The buyer’s personal details were erased, and tracking leads to an address: nothing was stored. Do not send it again.',
  },
  outdated: {
    status: 409,
    message:
      'The parcel’s contents have changed since that revision. Pack by the newest parcel.ready; nothing was stored.',
  },
};

function refused(code: Refusal['code'], details?: string): Refusal {
  const { status, message } = refusals[code];
  return { ok: false, status, code, message: details ? `${message} ${details}` : message };
}

/** What is wrong with which field, in one line. */
const problemsOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}.`).join(' ');
