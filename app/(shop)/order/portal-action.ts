'use server';

import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { orderOfToken } from '@/lib/buyer-view/order-link';
import { readBrowserHash } from '@/lib/checkout/browser-cookie';
import { portalOf } from '@/lib/orders/buyer/subscription-portal';
import { isSessionId } from '@/lib/stripe/session-id';

/** Why the portal did not open, in words; nothing while it was not asked for. */
export type PortalProblem = string | null;

/** Opens the customer portal for the buyer (I8), and goes there. */
export async function openPortal(_before: PortalProblem, form: FormData): Promise<PortalProblem> {
  const { data } = z
    .object({ session_id: z.string().optional(), order: z.string().optional() })
    .safeParse(Object.fromEntries(form));
  const result = await portalOf(
    {
      sessionId: isSessionId(data?.session_id) ? data.session_id : null,
      signedOrderId: orderOfToken(data?.order ?? ''),
      browserHash: await readBrowserHash(),
    },
    await getLocale(),
  );
  if (!result.ok) return (await getTranslations('buyers.portal'))(result.reason);
  redirect(result.url);
}
