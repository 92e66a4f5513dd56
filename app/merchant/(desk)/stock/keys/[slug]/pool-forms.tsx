'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { inputClass } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { lowAtAction, withdrawAction } from './actions';

const small = 'px-3 text-sm lg:min-h-9! lg:py-1';

/** How few free keys are too few. */
export function LowAtForm({
  slug,
  lowPoolAt,
  texts,
}: {
  slug: string;
  lowPoolAt: number;
  texts: { label: string; button: string; saving: string };
}) {
  const [answer, action] = useActionState(lowAtAction, null);
  return (
    <>
      <form action={action} className="flex items-center gap-2">
        <input type="hidden" name="slug" value={slug} />
        <input
          key={lowPoolAt}
          type="number"
          name="lowPoolAt"
          min={0}
          max={100_000}
          step={1}
          required
          defaultValue={lowPoolAt}
          aria-label={texts.label}
          className={`${inputClass} figures w-24! text-right text-sm lg:min-h-9! lg:py-1`}
        />
        <SubmitButton look="secondary" pendingText={texts.saving} className={small}>
          {texts.button}
        </SubmitButton>
      </form>
      <ActionNotice answer={answer} className="mt-2" />
    </>
  );
}

/** Takes all free keys out of the pool, folded away; it carries how many there were when it was drawn. */
export function WithdrawAllForm({
  variantId,
  seen,
  texts,
}: {
  variantId: string;
  seen: number;
  texts: { title: string; text: string; button: string; pending: string };
}) {
  const [answer, action] = useActionState(withdrawAction, null);
  return (
    <>
      {seen > 0 && (
        <details className="text-sm">
          <summary className="w-fit cursor-pointer py-3 text-ink-soft hover:text-accent">
            {texts.title}
          </summary>
          <form action={action} className="border-l border-rule pl-4">
            <input type="hidden" name="variantId" value={variantId} />
            <input type="hidden" name="all" value={seen} />
            <p className="mb-2 text-ink-soft">{texts.text}</p>
            <SubmitButton look="secondary" pendingText={texts.pending} className={`${small} text-attention!`}>
              {texts.button}
            </SubmitButton>
          </form>
        </details>
      )}
      <ActionNotice answer={answer} className="mt-2" />
    </>
  );
}
