'use client';

import { SubmitButton } from '@/app/ui/submit-button';
import { useDesk } from './parcel-desk';
import { TrackingFields, TrackingPageField } from './tracking-fields';

/** The press that notes that a parcel has arrived. */
export function DeliverForm({ parcelId }: { parcelId: string }) {
  const { action, texts } = useDesk();
  return (
    <form action={action}>
      <input type="hidden" name="parcelId" value={parcelId} />
      <SubmitButton
        look="secondary"
        name="intent"
        value="deliver"
        pendingText={texts.sending}
        className="px-3 text-sm lg:min-h-9! lg:py-1"
      >
        {texts.deliver}
      </SubmitButton>
    </form>
  );
}

/** Folded away, as a press of it alone would be another mistake: that a parcel has not left after all. */
export function UnsendForm({ parcelId }: { parcelId: string }) {
  const { action, texts } = useDesk();
  return (
    <details>
      <summary className="w-fit py-1 text-ink-soft hover:text-accent">{texts.unsend}</summary>
      <form
        action={action}
        className="mt-2 grid max-w-[44rem] justify-items-start gap-3 border-l border-rule pl-4"
      >
        <input type="hidden" name="parcelId" value={parcelId} />
        <p className="text-ink-soft">{texts.unsendHint}</p>
        <SubmitButton look="secondary" name="intent" value="unsend" pendingText={texts.sending}>
          {texts.unsendSubmit}
        </SubmitButton>
      </form>
    </details>
  );
}

/** Folded away until it is wanted: carrier and number of a parcel that was sent, to be put right. */
export function CorrectForm({
  parcelId,
  carrier,
  trackingNumber,
  trackingUrl,
}: {
  parcelId: string;
  /** By its name */
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
}) {
  const { action, texts } = useDesk();
  return (
    <details>
      <summary className="w-fit py-1 text-ink-soft hover:text-accent">{texts.correct}</summary>
      <form
        // Drawn anew with what was saved: a form that was sent goes back to what it was drawn with.
        key={`${carrier} ${trackingNumber} ${trackingUrl}`}
        action={action}
        className="mt-2 grid max-w-[44rem] gap-3 border-l border-rule pl-4"
      >
        <input type="hidden" name="parcelId" value={parcelId} />
        <div className="grid gap-3 sm:grid-cols-2">
          <TrackingFields carrier={carrier} trackingNumber={trackingNumber} />
        </div>
        <TrackingPageField trackingUrl={trackingUrl} />
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <SubmitButton look="secondary" name="intent" value="correct" pendingText={texts.saving}>
            {texts.save}
          </SubmitButton>
          <label className="flex min-h-11 items-center gap-2">
            <input type="checkbox" name="tellBuyer" className="size-4 accent-ink" />
            {texts.tellBuyer}
          </label>
        </div>
      </form>
    </details>
  );
}
