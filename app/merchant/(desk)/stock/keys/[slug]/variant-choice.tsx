import Link from 'next/link';
import type { KeyPool } from '@/lib/license-keys/key-pools';
import { poolPath } from '@/lib/license-keys/pool-path';

/** The variants of a product, each the way to its keys; the one that is shown is marked. */
export function VariantChoice({ pools, shown, label }: { pools: KeyPool[]; shown: KeyPool; label: string }) {
  return (
    <nav aria-label={label} className="mt-3 flex flex-wrap gap-x-6 text-sm">
      {pools.map((pool) => (
        <Link
          key={pool.variantId}
          href={`/merchant${poolPath(pool)}`}
          aria-current={pool.variantId === shown.variantId ? 'page' : undefined}
          className="inline-flex min-h-11 items-center gap-2 text-ink-soft hover:text-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {pool.name}
          {pool.source === 'pool' && <span className="figures text-ink-faint">{pool.free}</span>}
        </Link>
      ))}
    </nav>
  );
}
