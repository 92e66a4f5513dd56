'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { Field } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { addEndpointAction } from './actions';
import { type KindChoice, KindChoices } from './kind-choices';
import { SecretOnce, type SecretTexts } from './secret-once';

/**
 * An address to be told, and of what, folded away where there are some. What was typed stays where it was refused; the
 * answer stands outside, so that folding never hides a secret.
 */
export function AddEndpointForm({
  open,
  choices,
  texts,
  secretTexts,
}: {
  open: boolean;
  choices: KindChoice[];
  texts: { title: string; url: string; urlHint: string; choose: string; button: string; pending: string };
  secretTexts: SecretTexts;
}) {
  const [answer, action] = useActionState(addEndpointAction, null);
  return (
    <>
      <details open={open} className="border-t border-rule">
        <summary className="w-fit cursor-pointer py-3 text-sm font-medium hover:text-accent">
          {texts.title}
        </summary>
        <form action={action} className="space-y-4 pt-2 pb-6">
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
      </details>
      <ActionNotice answer={answer} className="mt-4 max-w-[40rem]" />
      {answer?.secret && <SecretOnce secret={answer.secret} texts={secretTexts} />}
    </>
  );
}
