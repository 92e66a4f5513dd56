'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/app/ui/submit-button';
import { type SendLinkState, sendOrderLink } from './actions';

/** Asks for the order's link. The answer shows where it went as far as a stranger may know. */
export function SendLinkForm({
  sessionId,
  words,
}: {
  sessionId: string;
  /** `sent` with `{email}` where the masked address goes */
  words: { send: string; sending: string; sent: string; noAddress: string };
}) {
  const [state, send] = useActionState<SendLinkState, FormData>(sendOrderLink, null);
  return (
    <form action={send}>
      <input type="hidden" name="session_id" value={sessionId} />
      {!state && <SubmitButton pendingText={words.sending}>{words.send}</SubmitButton>}
      <p role="status" className="max-w-[50ch]">
        {state && (state.sentTo === null ? words.noAddress : words.sent.replace('{email}', state.sentTo))}
      </p>
    </form>
  );
}
