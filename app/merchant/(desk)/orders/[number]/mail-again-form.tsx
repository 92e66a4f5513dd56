'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { SubmitButton } from '@/app/ui/submit-button';
import { mailAgainAction } from './mail-action';

/** The button that sends a mail once more, and the answer across both columns of the mail's row. */
export function MailAgainForm({
  mailId,
  text,
  label,
  pendingText,
}: {
  mailId: string;
  text: string;
  /** What the button says to those who do not see which mail it stands beside */
  label: string;
  pendingText: string;
}) {
  const [answer, action] = useActionState(mailAgainAction, null);
  return (
    <>
      <form action={action} className="-my-3">
        <input type="hidden" name="mailId" value={mailId} />
        <SubmitButton look="quiet" pendingText={pendingText} aria-label={label} className="px-0! text-sm">
          {text}
        </SubmitButton>
      </form>
      <div className="col-span-2">
        <ActionNotice answer={answer} className="mt-2 mb-1" />
      </div>
    </>
  );
}
