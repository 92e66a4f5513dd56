'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { Field } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { shipAction } from './actions';

/** Carrier, tracking number and the press that sends a parcel off; afterwards only the answer remains. */
export function ShipForm({
  parcelId,
  offered,
  texts,
}: {
  parcelId: string;
  offered: boolean;
  texts: { carrier: string; tracking: string; optional: string; submit: string; pending: string };
}) {
  const [answer, action] = useActionState(shipAction, null);
  return (
    <>
      {offered && (
        <form action={action} className="mt-3 grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
          <input type="hidden" name="parcelId" value={parcelId} />
          <Field
            label={texts.carrier}
            name="carrier"
            placeholder={texts.optional}
            maxLength={80}
            autoComplete="off"
          />
          <Field
            label={texts.tracking}
            name="trackingNumber"
            placeholder={texts.optional}
            maxLength={80}
            autoComplete="off"
            spellCheck={false}
          />
          <SubmitButton look="secondary" pendingText={texts.pending}>
            {texts.submit}
          </SubmitButton>
        </form>
      )}
      <ActionNotice answer={answer} className="mt-3" />
    </>
  );
}
