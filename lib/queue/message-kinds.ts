/** What the shop can tell the merchant's own systems. */
export const messageKinds = [
  'parcel.ready',
  'parcel.cancelled',
  'entitlement.granted',
  'entitlement.revoked',
  'license_key.revoked',
  'license_key.restored',
] as const;

export type MessageKind = (typeof messageKinds)[number];

export const isMessageKind = (value: unknown): value is MessageKind =>
  messageKinds.some((kind) => kind === value);
