import { z } from 'zod';
import { db } from '../../db';
import { env } from '../../env';
import { sign, verify } from '../../signing';

const pages = z.array(z.object({ title: z.string(), body: z.array(z.string()) }));

/** A lesson, a members' page. */
export type AccessPage = z.infer<typeof pages>[number];

/** The room behind an access product. The pages are there only while it is open. */
export interface AccessRoom {
  state: 'open' | 'ended' | 'revoked';
  name: string;
  summary: string;
  image: string;
  alt: string;
  slug: string;
  subscription: boolean;
  endsAt: Date | null;
  pages: AccessPage[];
}

/** Whether an entitlement opens its room now: one that was taken back never does again. */
export function accessState(
  entitlement: { endsAt: Date | null; revokedAt: Date | null },
  now: Date,
): AccessRoom['state'] {
  if (entitlement.revokedAt) return 'revoked';
  return entitlement.endsAt && entitlement.endsAt <= now ? 'ended' : 'open';
}

/** The address of the room: shown only on the order's own page, and good for as long as the entitlement is. */
export const accessUrl = (entitlementId: string): string =>
  `${env().appUrl}/access/${entitlementId}?t=${sign('access', entitlementId)}`;

/** Whether the token was signed for this room. */
export const opensRoom = (entitlementId: string, token: string | null | undefined): boolean =>
  verify('access', token) === entitlementId;

/** The room of an entitlement in one language, or null where there is none. */
export async function loadAccessRoom(
  entitlementId: string,
  locale: string,
  now = new Date(),
): Promise<AccessRoom | null> {
  const entitlement = await db().entitlement.findUnique({
    where: { id: entitlementId },
    include: { product: { include: { texts: true } } },
  });
  if (!entitlement) return null;
  const { product } = entitlement;
  const text = product.texts.find((one) => one.locale === locale) ?? product.texts[0];
  const state = accessState(entitlement, now);
  return {
    state,
    name: text?.name ?? product.slug,
    summary: text?.summary ?? '',
    image: product.image,
    alt: text?.alt ?? '',
    slug: product.slug,
    subscription: entitlement.subscriptionId !== null,
    endsAt: entitlement.endsAt,
    pages: state === 'open' ? (pages.safeParse(text?.access).data ?? []) : [],
  };
}
