import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { type AccessRoom, loadAccessRoom, opensRoom } from '@/lib/orders/buyer/access-room';
import { isUuid } from '@/lib/uuid';
import { privatePage } from '../../order/page-metadata';
import { ClosedRoom } from './closed-room';
import { Room } from './room';

interface Address {
  params: Promise<{ entitlementId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The room behind an address, for whoever holds its signed link. */
async function roomAt({ params, searchParams }: Address): Promise<AccessRoom | null> {
  const [{ entitlementId }, { t }] = await Promise.all([params, searchParams]);
  if (!isUuid(entitlementId) || typeof t !== 'string' || !opensRoom(entitlementId, t)) return null;
  return await loadAccessRoom(entitlementId, await getLocale());
}

export async function generateMetadata(address: Address): Promise<Metadata> {
  const [room, t] = await Promise.all([roomAt(address), getTranslations('access')]);
  return { ...privatePage, title: room?.name ?? t('unknownTitle') };
}

/** A course or a membership from the inside. It opens with the link on the order's page, while the entitlement lasts. */
export default async function AccessPage(address: Address) {
  const room = await roomAt(address);
  if (!room) notFound();
  return room.state === 'open' ? <Room room={room} /> : <ClosedRoom room={room} />;
}
