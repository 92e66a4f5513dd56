import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireMerchant } from '@/lib/auth/guard';
import { loadSlips, mostSlips } from '@/lib/orders/parcels/load-slips';
import { isUuid } from '@/lib/uuid';
import { type Paper, paperOf } from '../../slip-papers';
import { SlipsView } from '../../slips-view';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('slips'))('title') };
}

/** Several packing slips, one sheet each. */
export default async function SlipsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const params = await searchParams;
  const ids = [params.ids ?? []].flat().filter(isUuid).slice(0, mostSlips);
  const paper = paperOf(params.paper);
  await requireMerchant(address(ids, paper));
  return <SlipsView slips={await loadSlips(ids)} paper={paper} hrefFor={(other) => address(ids, other)} />;
}

const address = (ids: string[], paper: Paper): string =>
  `/merchant/parcels/slips?${new URLSearchParams([...ids.map((id) => ['ids', id]), ['paper', paper]])}`;
