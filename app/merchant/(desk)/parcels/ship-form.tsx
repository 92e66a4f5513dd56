'use client';

import { inputClass } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { useDesk } from './parcel-desk';
import { TrackingFields, TrackingPageField } from './tracking-fields';

/** Something in a parcel, with the words that go with its number. */
export interface ShipItem {
  fulfillmentId: string;
  name: string;
  quantity: number;
  /** “Units of Bowl that go now” */
  label: string;
  /** “of 3” */
  of: string;
}

/**
 * Carrier, tracking number and the press that sends a parcel off. The form always says which units it was drawn with:
 * what has come into the parcel since stays behind, and what has gone from it is noticed.
 */
export function ShipForm({ parcelId, items }: { parcelId: string; items: ShipItem[] }) {
  const { action, texts } = useDesk();
  const divisible = items.length > 1 || items.some(({ quantity }) => quantity > 1);
  return (
    <form action={action} className="mt-3 grid gap-3">
      <input type="hidden" name="parcelId" value={parcelId} />
      <div className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
        <TrackingFields />
        <SubmitButton look="secondary" name="intent" value="ship" pendingText={texts.sending}>
          {texts.send}
        </SubmitButton>
      </div>
      <details>
        <summary className="w-fit py-1 text-ink-soft hover:text-accent">{texts.more}</summary>
        <div className="mt-2 grid gap-4 border-l border-rule pl-4">
          <fieldset>
            <legend className="mb-1.5 font-medium">{texts.now}</legend>
            <ul className="grid gap-2">
              {items.map((item) => (
                <Units key={item.fulfillmentId} item={item} />
              ))}
            </ul>
            {divisible && (
              <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
                <SubmitButton
                  look="quiet"
                  name="intent"
                  value="split"
                  pendingText={texts.splitting}
                  className="px-0! text-sm"
                >
                  {texts.split}
                </SubmitButton>
                <span className="label">{texts.rest}</span>
              </div>
            )}
          </fieldset>
          <TrackingPageField />
        </div>
      </details>
    </form>
  );
}

function Units({ item: { fulfillmentId, name, quantity, label, of } }: { item: ShipItem }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <input
        type="number"
        name={`units.${fulfillmentId}`}
        aria-label={label}
        defaultValue={quantity}
        min={0}
        max={quantity}
        step={1}
        required
        className={`${inputClass} figures w-20! text-right lg:min-h-9! lg:py-1`}
      />
      <span className="figures text-ink-faint">{of}</span>
      <span className="min-w-0">{name}</span>
    </li>
  );
}
