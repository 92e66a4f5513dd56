'use client';

import { SubmitButton } from '@/app/ui/submit-button';
import { usePayment } from '../use-payment';

/** The way out of the embedded form: the same order on Stripe's own page. */
export function PayOnStripe({
  idempotencyKey,
  text,
  pendingText,
}: {
  idempotencyKey: string;
  text: string;
  pendingText: string;
}) {
  const { action, leaving, problem } = usePayment();
  return (
    <form action={action}>
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <SubmitButton name="mode" value="hosted" look="secondary" pendingText={pendingText} busy={leaving}>
        {text}
      </SubmitButton>
      {problem && (
        <p role="alert" className="mt-2 text-sm text-attention">
          {problem}
        </p>
      )}
    </form>
  );
}
