'use client';

import { useActionState } from 'react';
import { Field } from '@/app/ui/field';
import { Notice } from '@/app/ui/notice';
import { SubmitButton } from '@/app/ui/submit-button';
import { signInAction } from './actions';

export interface SignInTexts {
  email: string;
  password: string;
  submit: string;
  pending: string;
  refused: string;
  refusedText: string;
  tooMany: string;
  tooManyText: string;
}

/** Address, password, and what went wrong the last time. Works without JavaScript. */
export function SignInForm({ next, texts }: { next: string; texts: SignInTexts }) {
  const [{ problem, email }, action] = useActionState(signInAction, { problem: null, email: '' });
  return (
    <form action={action} className="mt-8 grid gap-5">
      <div aria-live="polite">
        {problem === 'refused' && (
          <Notice tone="attention" title={texts.refused}>
            {texts.refusedText}
          </Notice>
        )}
        {problem === 'too_many' && (
          <Notice tone="waiting" title={texts.tooMany}>
            {texts.tooManyText}
          </Notice>
        )}
      </div>
      <input type="hidden" name="next" value={next} />
      <Field
        key={email}
        label={texts.email}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={email}
        required
        maxLength={254}
      />
      <Field
        label={texts.password}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        maxLength={128}
      />
      <SubmitButton pendingText={texts.pending}>{texts.submit}</SubmitButton>
    </form>
  );
}
