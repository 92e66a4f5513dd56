'use client';

import { type ReactNode, useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { withdrawAction } from './actions';

/** A form around the free keys, each with a button of its own: the answer outlives the row of the key that went. */
export function FreeKeysForm({ variantId, children }: { variantId: string; children: ReactNode }) {
  const [answer, action] = useActionState(withdrawAction, null);
  return (
    <>
      <form action={action}>
        <input type="hidden" name="variantId" value={variantId} />
        {children}
      </form>
      <ActionNotice answer={answer} className="mt-2" />
    </>
  );
}
