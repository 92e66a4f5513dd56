'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { inputClass } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { receiveAction } from './actions';

/**
 * How many units arrived. The form carries how many had been received when it was drawn: sent twice, the second finds
 * another count and adds nothing.
 */
export function ReceiveForm({
  variantId,
  seen,
  label,
  text,
  pendingText,
}: {
  variantId: string;
  seen: number;
  label: string;
  text: string;
  pendingText: string;
}) {
  const [answer, action] = useActionState(receiveAction, null);
  return (
    <>
      <form action={action} className="flex items-center gap-2">
        <input type="hidden" name="variantId" value={variantId} />
        <input type="hidden" name="seen" value={seen} />
        <input
          type="number"
          name="units"
          min={1}
          max={100_000}
          step={1}
          required
          aria-label={label}
          className={`${inputClass} figures w-20! text-right text-sm lg:min-h-9! lg:py-1`}
        />
        <SubmitButton look="secondary" pendingText={pendingText} className="px-3 text-sm lg:min-h-9! lg:py-1">
          {text}
        </SubmitButton>
      </form>
      <ActionNotice answer={answer} className="mt-2 max-w-[22rem]" />
    </>
  );
}
