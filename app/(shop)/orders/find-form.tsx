'use client';

import { useActionState } from 'react';
import { Field } from '@/app/ui/field';
import { Notice } from '@/app/ui/notice';
import { SubmitButton } from '@/app/ui/submit-button';
import { findOrders } from './actions';

/** Asks for the address, and says afterwards where to look: never whether there was anything to send. */
export function FindForm({
  words,
}: {
  /** `sentText` with `{email}` where the address goes */
  words: {
    email: string;
    submit: string;
    sending: string;
    sentTitle: string;
    sentText: string;
    invalid: string;
  };
}) {
  const [state, action] = useActionState(findOrders, null);
  const invalid = state && 'invalid' in state ? state.invalid : null;
  const sentTo = state && 'sentTo' in state ? state.sentTo : null;
  return (
    <div className="max-w-[30rem]">
      <form action={action} noValidate className="grid gap-4">
        <Field
          label={words.email}
          type="email"
          name="email"
          key={sentTo ?? invalid ?? ''}
          defaultValue={sentTo ?? invalid ?? ''}
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
          required
          maxLength={254}
          problem={invalid === null ? undefined : words.invalid}
        />
        <SubmitButton pendingText={words.sending} className="justify-self-start">
          {words.submit}
        </SubmitButton>
      </form>
      <div role="status" className={sentTo ? 'mt-6' : ''}>
        {sentTo && (
          <Notice tone="good" title={words.sentTitle}>
            {words.sentText.replace('{email}', sentTo)}
          </Notice>
        )}
      </div>
    </div>
  );
}
