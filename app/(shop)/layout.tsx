import type { ReactNode } from 'react';
import { ShopFrame } from './shop-frame';

/** The shopper's side of the house. */
export default function ShopLayout({ children }: { children: ReactNode }) {
  return <ShopFrame>{children}</ShopFrame>;
}
