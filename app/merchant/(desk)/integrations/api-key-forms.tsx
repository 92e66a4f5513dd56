'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { Field } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { createKeyAction, revokeKeyAction } from './actions';
import { SecretOnce, type SecretTexts } from './secret-once';

const small = 'px-3 text-sm lg:min-h-9! lg:py-1';

/** A name for a new key; the key itself appears once, below. */
export function CreateKeyForm({
  texts,
  secretTexts,
}: {
  texts: { name: string; hint: string; button: string; pending: string };
  secretTexts: SecretTexts;
}) {
  const [answer, action] = useActionState(createKeyAction, null);
  return (
    <>
      <form action={action} className="mt-5 max-w-[40rem] space-y-3">
        <Field name="name" required maxLength={60} label={texts.name} hint={texts.hint} autoComplete="off" />
        <SubmitButton look="secondary" pendingText={texts.pending} className={small}>
          {texts.button}
        </SubmitButton>
      </form>
      <ActionNotice answer={answer} className="mt-4 max-w-[40rem]" />
      {answer?.secret && <SecretOnce secret={answer.secret} texts={secretTexts} />}
    </>
  );
}

/** Revoking a key, folded away: it cannot be taken back. */
export function RevokeKeyForm({
  id,
  texts,
}: {
  id: string;
  texts: { open: string; text: string; button: string; pending: string };
}) {
  const [answer, action] = useActionState(revokeKeyAction, null);
  return (
    <details>
      <summary className="w-fit cursor-pointer py-3 text-ink-soft hover:text-accent lg:py-0">
        {texts.open}
      </summary>
      <form action={action} className="mt-2 max-w-[44ch]">
        <input type="hidden" name="id" value={id} />
        <p className="mb-2 text-ink-soft">{texts.text}</p>
        <SubmitButton look="secondary" pendingText={texts.pending} className={`${small} text-attention!`}>
          {texts.button}
        </SubmitButton>
      </form>
      <ActionNotice answer={answer} className="mt-2" />
    </details>
  );
}
