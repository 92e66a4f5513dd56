'use client';

import { createContext, type ReactNode, useActionState, useContext } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { parcelAction } from './actions';

/** The words of the forms, in the reader's language. */
export interface DeskTexts {
  carrier: string;
  tracking: string;
  url: string;
  urlHint: string;
  optional: string;
  more: string;
  now: string;
  rest: string;
  send: string;
  sending: string;
  split: string;
  splitting: string;
  deliver: string;
  unsend: string;
  unsendHint: string;
  unsendSubmit: string;
  correct: string;
  tellBuyer: string;
  save: string;
  saving: string;
}

interface Desk {
  action: (form: FormData) => void;
  texts: DeskTexts;
  /** ID of the list of carriers' names that the carrier's field offers */
  carriers: string;
}

const DeskContext = createContext<Desk | null>(null);

const carriersId = 'carriers';

/**
 * The place where parcels are handled: every form in it answers in one notice, which stays when the parcel it is about
 * has left the list.
 */
export function ParcelDesk({
  texts,
  carrierNames,
  children,
}: {
  texts: DeskTexts;
  carrierNames: string[];
  children: ReactNode;
}) {
  const [answer, action] = useActionState(parcelAction, null);
  return (
    <DeskContext value={{ action, texts, carriers: carriersId }}>
      <div className="sticky top-2 z-10">
        <ActionNotice answer={answer} className="my-3" />
      </div>
      <datalist id={carriersId}>
        {carrierNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {children}
    </DeskContext>
  );
}

/** What the forms of a parcel share. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('A form about a parcel belongs into a ParcelDesk.');
  return desk;
}
