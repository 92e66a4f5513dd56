'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { Field } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { downloadLimitAction } from './download-limit-action';

/** Folded away until it is wanted: how often a file may be fetched, in all. */
export function DownloadLimitForm({
  grantId,
  limit,
  lowest,
  texts,
}: {
  grantId: string;
  limit: number;
  /** How often it was fetched: the limit goes no lower */
  lowest: number;
  texts: { open: string; label: string; hint: string; submit: string; pending: string };
}) {
  const [answer, action] = useActionState(downloadLimitAction, null);
  return (
    <>
      <details>
        <summary className="w-fit py-1 text-ink-soft hover:text-accent">{texts.open}</summary>
        <form action={action} className="mt-1 mb-2 grid max-w-[16rem] justify-items-start gap-3">
          <input type="hidden" name="grantId" value={grantId} />
          <Field
            // A new limit begins the field anew.
            key={limit}
            label={texts.label}
            hint={texts.hint}
            name="limit"
            type="number"
            inputMode="numeric"
            min={Math.max(1, lowest)}
            max={10_000}
            required
            defaultValue={limit}
            className="w-full"
          />
          <SubmitButton look="secondary" pendingText={texts.pending} className="text-sm">
            {texts.submit}
          </SubmitButton>
        </form>
      </details>
      <ActionNotice answer={answer} className="my-2" />
    </>
  );
}
