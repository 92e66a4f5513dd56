'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { SubmitButton } from '@/app/ui/submit-button';
import { endSubscriptionAction } from './subscription-actions';

/**
 * Ends a subscription: folded away, and sent only once it was chosen when, so that no single press ends anything. The
 * answer stays on the page when there is nothing left to end.
 */
export function SubscriptionForm({
  orderId,
  idempotencyKey,
  offered,
  texts,
}: {
  orderId: string;
  /** One for each form that is drawn: whatever becomes of the answer, it is done once. */
  idempotencyKey: string;
  offered: boolean;
  texts: {
    open: string;
    when: string;
    periodEnd: string;
    periodEndHint: string;
    now: string;
    nowHint: string;
    submit: string;
    pending: string;
  };
}) {
  const [answer, action] = useActionState(endSubscriptionAction, null);
  const ways = [
    { value: 'period_end', text: texts.periodEnd, hint: texts.periodEndHint },
    { value: 'now', text: texts.now, hint: texts.nowHint },
  ];
  return (
    <>
      {offered && (
        <details className="mt-1">
          <summary className="w-fit py-1 text-ink-soft hover:text-accent">{texts.open}</summary>
          <form action={action} className="mt-3 grid max-w-[36rem] gap-4">
            <input type="hidden" name="orderId" value={orderId} />
            <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
            <fieldset className="grid gap-1">
              <legend className="sr-only">{texts.when}</legend>
              {ways.map(({ value, text, hint }) => (
                <label key={value} className="flex min-h-9 items-baseline gap-3">
                  <input type="radio" name="when" value={value} required className="accent-accent" />
                  <span>
                    {text}
                    <span className="label block">{hint}</span>
                  </span>
                </label>
              ))}
            </fieldset>
            <SubmitButton look="secondary" pendingText={texts.pending} className="justify-self-start">
              {texts.submit}
            </SubmitButton>
          </form>
        </details>
      )}
      <ActionNotice answer={answer} className="mt-3 max-w-[36rem]" />
    </>
  );
}
