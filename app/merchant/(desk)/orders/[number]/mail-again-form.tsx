'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { SubmitButton } from '@/app/ui/submit-button';
import { mailAgainAction } from './mail-action';

/** The button that sends a mail once more, and the answer under it. */
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
      <form action={action}>
        <input type="hidden" name="mailId" value={mailId} />
        <SubmitButton look="quiet" pendingText={pendingText} aria-label={label} className="text-sm">
          {text}
        </SubmitButton>
      </form>
      <ActionNotice answer={answer} className="mt-1 mb-2" />
    </>
  );
}
