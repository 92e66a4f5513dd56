'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { SubmitButton } from '@/app/ui/submit-button';
import { retryAction } from './actions';

/**
 * The button that tries again, and the answer. It stays on the page without its button once there is nothing left to
 * do, so that the answer is not lost with it.
 */
export function RetryForm({
  orderId,
  offered,
  text,
  pendingText,
  hint,
}: {
  orderId: string;
  offered: boolean;
  text: string;
  pendingText: string;
  hint: string;
}) {
  const [answer, action] = useActionState(retryAction, null);
  return (
    <>
      {offered && (
        <form action={action} className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2">
          <input type="hidden" name="orderId" value={orderId} />
          <SubmitButton pendingText={pendingText}>{text}</SubmitButton>
          <p className="label max-w-[36ch]">{hint}</p>
        </form>
      )}
      <ActionNotice answer={answer} className="mt-4" />
    </>
  );
}
