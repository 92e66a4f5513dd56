import type { ReactNode } from 'react';
import type { MerchantGrant, MerchantParcel } from '@/lib/orders/merchant/load-order';

/** What the part of a kind is given: one fulfilment with its rows, and the order's parcels that were not called off. */
export interface GrantPart {
  grant: MerchantGrant;
  parcels: MerchantParcel[];
}

/** One thing that was granted, struck through where it was taken back. */
export function GrantItem({ revoked, children }: { revoked: boolean; children: ReactNode }) {
  return <span className={`block ${revoked ? 'line-through' : ''}`}>{children}</span>;
}
