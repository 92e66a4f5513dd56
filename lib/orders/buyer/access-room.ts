import { z } from 'zod';
import { textIn } from '../../catalogue/line-name';
import { db } from '../../db';
import { env } from '../../env';
import type { PaymentState } from '../../generated/prisma/enums';
import { sign, verify } from '../../signing';

const pages = z.array(z.object({ title: z.string(), body: z.array(z.string()) }));

/** A lesson, a members' page. */
export type AccessPage = z.infer<typeof pages>[number];

/** The room behind an access product. The pages are there only while it is open. */
export interface AccessRoom {
  /** `frozen` while the bank looks into the payment; open again if it stays with us. */
  state: 'open' | 'frozen' | 'ended' | 'revoked';
  name: string;
  summary: string;
  image: string;
  alt: string;
  slug: string;
  subscription: boolean;
  endsAt: Date | null;
  pages: AccessPage[];
}

/** Whether an entitlement opens its room now, given how its order's payment stands. */
export function accessState(
  entitlement: { endsAt: Date | null; revokedAt: Date | null; payment: PaymentState },
  now: Date,
): AccessRoom['state'] {
  if (entitlement.revokedAt) return 'revoked';
  if (entitlement.endsAt && entitlement.endsAt <= now) return 'ended';
  return entitlement.payment === 'disputed' ? 'frozen' : 'open';
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
    include: {
      product: { include: { texts: true } },
      fulfillment: { select: { orderLine: { select: { order: { select: { payment: true } } } } } },
    },
  });
  if (!entitlement) return null;
  const { product } = entitlement;
  const text = textIn(product.texts, locale);
  const state = accessState({ ...entitlement, ...entitlement.fulfillment.orderLine.order }, now);
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
