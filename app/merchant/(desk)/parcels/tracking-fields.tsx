'use client';

import { Field } from '@/app/ui/field';
import { useDesk } from './parcel-desk';

/** Who carries a parcel and its number; known carriers are offered, any other may be typed. */
export function TrackingFields({
  carrier,
  trackingNumber,
}: {
  carrier?: string | null;
  trackingNumber?: string | null;
}) {
  const { texts, carriers } = useDesk();
  return (
    <>
      <Field
        label={texts.carrier}
        name="carrier"
        list={carriers}
        defaultValue={carrier ?? undefined}
        placeholder={texts.optional}
        maxLength={80}
        autoComplete="off"
      />
      <Field
        label={texts.tracking}
        name="trackingNumber"
        defaultValue={trackingNumber ?? undefined}
        placeholder={texts.optional}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
      />
    </>
  );
}

/** The address of a page to follow the parcel on, for carriers whose own the shop does not know. */
export function TrackingPageField({ trackingUrl }: { trackingUrl?: string | null }) {
  const { texts } = useDesk();
  return (
    <Field
      label={texts.url}
      hint={texts.urlHint}
      name="trackingUrl"
      type="url"
      defaultValue={trackingUrl ?? undefined}
      placeholder={texts.optional}
      maxLength={1000}
      autoComplete="off"
      spellCheck={false}
      className="max-w-[32rem]"
    />
  );
}
