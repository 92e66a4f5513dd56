/** A key that belongs to a unit, or waits in the pool of its variant (`fulfillmentId` null). */
export interface KeyRow {
  id: string;
  variantId: string;
  key: string;
  fulfillmentId: string | null;
  unit: number | null;
  grantedAt: Date | null;
  revokedAt: Date | null;
}

export interface LicenseKeyRows {
  keys: readonly KeyRow[];
}
