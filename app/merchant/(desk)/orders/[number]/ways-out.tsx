'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { SubmitButton } from '@/app/ui/submit-button';
import { backOrderAction, refundAction } from './refund-actions';

/** The two ways out for a line that is short of stock: the rest follows later, or its money goes back now. */
export function WaysOut({
  orderId,
  lineId,
  idempotencyKey,
  currency,
  missing,
  mayBackOrder,
  mayRefund,
  texts,
}: {
  orderId: string;
  lineId: string;
  idempotencyKey: string;
  currency: string;
  /** Units that could not be delivered; none where there is nothing to decide any more. */
  missing: number;
  mayBackOrder: boolean;
  mayRefund: boolean;
  /** `hint` says what comes by itself; null where nothing does. */
  texts: { title: string; order: string; hint: string | null; refund: string; pending: string };
}) {
  const [ordered, backOrder] = useActionState(backOrderAction, null);
  const [refunded, refund] = useActionState(refundAction, null);
  return (
    <>
      {missing > 0 && (
        <div className="mt-2">
          <p className="font-medium">{texts.title}</p>
          <div className="mt-2 flex flex-wrap gap-3">
            {mayBackOrder && (
              <form action={backOrder}>
                <input type="hidden" name="lineId" value={lineId} />
                <SubmitButton look="secondary" pendingText={texts.pending} className="text-sm">
                  {texts.order}
                </SubmitButton>
              </form>
            )}
            {mayRefund && (
              <form action={refund}>
                <input type="hidden" name="orderId" value={orderId} />
                <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
                <input type="hidden" name="currency" value={currency} />
                <input type="hidden" name="kind" value="lines" />
                <input type="hidden" name={`line:${lineId}`} value={missing} />
                <SubmitButton look="secondary" pendingText={texts.pending} className="text-sm">
                  {texts.refund}
                </SubmitButton>
              </form>
            )}
          </div>
          {texts.hint && <p className="label mt-2 max-w-[60ch]">{texts.hint}</p>}
        </div>
      )}
      <ActionNotice answer={ordered} className="mt-2" />
      <ActionNotice answer={refunded} className="mt-2" />
    </>
  );
}
