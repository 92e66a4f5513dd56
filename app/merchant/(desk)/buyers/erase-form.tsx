'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { Field } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { eraseAction } from './actions';

/**
 * Erases personal details once the merchant has typed which: it cannot be taken back. Folded away until it is wanted;
 * afterwards only the answer remains.
 */
export function EraseForm({
  what,
  id,
  offered,
  texts,
}: {
  what: 'order' | 'buyer';
  id: string;
  offered: boolean;
  /** `done`: what is said where there is nothing left to erase */
  texts: { lead: string; open: string; confirm: string; submit: string; pending: string; done: string };
}) {
  const [answer, action] = useActionState(eraseAction, null);
  return (
    <div className="text-sm">
      {offered ? (
        <details className="border-y border-rule">
          <summary className="min-h-11 cursor-pointer py-2.5 hover:text-accent">{texts.open}</summary>
          <p className="mt-1 text-ink-soft">{texts.lead}</p>
          <form action={action} className="grid gap-3 pt-4 pb-5">
            <input type="hidden" name="what" value={what} />
            <input type="hidden" name="id" value={id} />
            <Field
              label={texts.confirm}
              name="typed"
              required
              autoComplete="off"
              spellCheck={false}
              maxLength={400}
            />
            <SubmitButton look="secondary" pendingText={texts.pending} className="justify-self-start">
              {texts.submit}
            </SubmitButton>
          </form>
        </details>
      ) : (
        !answer && <p className="text-ink-faint">{texts.done}</p>
      )}
      <ActionNotice answer={answer} className="mt-3" />
    </div>
  );
}
