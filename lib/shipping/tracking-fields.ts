import { z } from 'zod';
import { isStorable } from '../storable';
import { carrierKey, carrierName, isWebAddress } from './carriers';

/** Longest carrier's name and tracking number, and longest address of a tracking page. */
export const longestTracking = 80;
const longestAddress = 1000;

/** What no database keeps and no label prints. */
const withoutControls = z
  .string()
  .trim()
  .refine((text) => isStorable(text) && !/\p{Cc}/u.test(text), 'must be one line without control characters');

const line = withoutControls
  .max(longestTracking)
  .transform((text) => text || null)
  .nullish();

/** A carrier's name: the key of one that is known, else as it was written; null for nothing. */
export const carrierField = line.transform(carrierKey);

/** A tracking number; null for nothing. */
export const trackingNumberField = line.transform((text) => text ?? null);

/** The address where a parcel can be followed, `http` or `https`; null for nothing. */
export const trackingUrlField = withoutControls
  .max(longestAddress)
  .refine((text) => text === '' || isWebAddress(text), 'must be an address that begins with https://')
  .transform((text) => text || null)
  .nullish()
  .transform((text) => text ?? null);

/** Who carries a parcel and where one follows it, as it is kept. */
export interface Tracking {
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
}

/** Whether two say the same. */
export const isSameTracking = (one: Tracking, other: Tracking): boolean =>
  one.carrier === other.carrier &&
  one.trackingNumber === other.trackingNumber &&
  one.trackingUrl === other.trackingUrl;

/** Carrier and numbers as the timeline shows them, the carrier by its name. */
export const shownTracking = ({ carrier, trackingNumber, trackingUrl }: Tracking) => ({
  carrier: carrierName(carrier),
  trackingNumber,
  trackingUrl,
});
