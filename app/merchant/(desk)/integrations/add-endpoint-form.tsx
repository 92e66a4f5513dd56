'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { Field } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { addEndpointAction } from './actions';
import { type KindChoice, KindChoices } from './kind-choices';
import { SecretOnce, type SecretTexts } from './secret-once';

/** An address to be told, and of what. What was typed stays where it was refused. */
export function AddEndpointForm({
  choices,
  texts,
  secretTexts,
}: {
  choices: KindChoice[];
  texts: { url: string; urlHint: string; choose: string; button: string; pending: string };
  secretTexts: SecretTexts;
}) {
  const [answer, action] = useActionState(addEndpointAction, null);
  return (
    <>
      <form action={action} className="space-y-4">
        <Field
          name="url"
          type="url"
          required
          maxLength={2000}
          label={texts.url}
          hint={texts.urlHint}
          placeholder="https://"
          defaultValue={answer?.typed?.url}
          className="max-w-[40rem]"
        />
        <KindChoices
          key={answer?.typed?.kinds.join()}
          choices={choices}
          chosen={answer?.typed?.kinds ?? []}
          legend={texts.choose}
        />
        <SubmitButton look="secondary" pendingText={texts.pending} className="text-sm lg:min-h-9! lg:py-1">
          {texts.button}
        </SubmitButton>
      </form>
      <ActionNotice answer={answer} className="mt-4 max-w-[40rem]" />
      {answer?.secret && <SecretOnce secret={answer.secret} texts={secretTexts} />}
    </>
  );
}
