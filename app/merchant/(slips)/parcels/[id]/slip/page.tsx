import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireMerchant } from '@/lib/auth/guard';
import { loadSlips } from '@/lib/orders/parcels/load-slips';
import { isUuid } from '@/lib/uuid';
import { paperOf } from '../../../slip-papers';
import { SlipsView } from '../../../slips-view';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ paper?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('parcels'))('slip') };
}

/** The packing slip of one parcel. */
export default async function SlipPage({ params, searchParams }: Props) {
  const [{ id }, { paper: asked }] = await Promise.all([params, searchParams]);
  const address = `/merchant/parcels/${encodeURIComponent(id)}/slip`;
  await requireMerchant(address);
  const slips = isUuid(id) ? await loadSlips([id]) : [];
  if (slips.length === 0) notFound();
  return <SlipsView slips={slips} paper={paperOf(asked)} hrefFor={(paper) => `${address}?paper=${paper}`} />;
}
