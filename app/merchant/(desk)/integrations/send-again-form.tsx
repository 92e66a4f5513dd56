'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { SubmitButton } from '@/app/ui/submit-button';
import { sendAgainAction } from './actions';

/** Queues one message once more. */
export function SendAgainForm({
  id,
  text,
  label,
  pendingText,
}: {
  id: string;
  text: string;
  label: string;
  pendingText: string;
}) {
  const [answer, action] = useActionState(sendAgainAction, null);
  return (
    <>
      <form action={action}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton
          look="secondary"
          aria-label={label}
          pendingText={pendingText}
          className="px-3 text-sm whitespace-nowrap lg:min-h-9! lg:py-1"
        >
          {text}
        </SubmitButton>
      </form>
      <ActionNotice answer={answer} className="mt-2 max-w-[16rem]" />
    </>
  );
}
