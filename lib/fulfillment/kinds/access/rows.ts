export interface EntitlementRow {
  id: string;
  fulfillmentId: string;
  productId: string;
  email: string | null;
  subscriptionId: string | null;
  startsAt: Date;
  endsAt: Date | null;
  revokedAt: Date | null;
  announcedOpen: boolean | null;
  timesAnnounced: number;
  updatedAt: Date;
}

export interface AccessRows {
  entitlements: readonly EntitlementRow[];
}
