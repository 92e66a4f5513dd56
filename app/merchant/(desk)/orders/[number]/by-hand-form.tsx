'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { Field } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { byHandAction } from './actions';

/** Folded away until it is wanted: a line of words and the press that ends the waiting. */
export function ByHandForm({
  lineId,
  offered,
  texts,
}: {
  lineId: string;
  offered: boolean;
  texts: { open: string; note: string; hint: string; submit: string; pending: string };
}) {
  const [answer, action] = useActionState(byHandAction, null);
  return (
    <>
      {offered && (
        <details className="mt-1.5">
          <summary className="w-fit py-1 text-ink-soft hover:text-accent">{texts.open}</summary>
          <form action={action} className="mt-2 grid max-w-[32rem] justify-items-start gap-3">
            <input type="hidden" name="lineId" value={lineId} />
            <Field
              label={texts.note}
              hint={texts.hint}
              name="note"
              required
              maxLength={1000}
              autoComplete="off"
              className="w-full"
            />
            <SubmitButton look="secondary" pendingText={texts.pending} className="text-sm">
              {texts.submit}
            </SubmitButton>
          </form>
        </details>
      )}
      <ActionNotice answer={answer} className="mt-2" />
    </>
  );
}
