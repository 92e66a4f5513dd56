'use client';

import { type ChangeEvent, useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { inputClass } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { loadKeysAction } from './actions';

export interface LoadTexts {
  file: string;
  fileHint: string;
  paste: string;
  receive: string;
  receiveHint: string;
  button: string;
  loading: string;
  tooLarge: string;
}

/** A file or a paste of keys. A file that is too large is refused here: the server would not read it to its end. */
export function LoadForm({
  variantId,
  counted,
  largest,
  texts,
}: {
  variantId: string;
  counted: boolean;
  /** In bytes */
  largest: number;
  texts: LoadTexts;
}) {
  const [answer, action] = useActionState(loadKeysAction, null);
  const checkSize = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const tooLarge = (currentTarget.files?.[0]?.size ?? 0) > largest;
    currentTarget.setCustomValidity(tooLarge ? texts.tooLarge : '');
    currentTarget.reportValidity();
  };
  return (
    <>
      <form action={action} className="space-y-4">
        <input type="hidden" name="variantId" value={variantId} />
        <div>
          <label htmlFor="keys-file" className="mb-1.5 block text-sm font-medium">
            {texts.file}
          </label>
          <input
            id="keys-file"
            type="file"
            name="file"
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            aria-describedby="keys-file-hint"
            onChange={checkSize}
            className="w-full text-sm text-ink-soft file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-sm file:border file:border-rule-strong file:bg-sheet file:px-3 file:font-medium file:text-ink lg:file:min-h-9"
          />
          <p id="keys-file-hint" className="label mt-1.5">
            {texts.fileHint}
          </p>
        </div>
        <div>
          <label htmlFor="keys-paste" className="mb-1.5 block text-sm font-medium">
            {texts.paste}
          </label>
          <textarea
            id="keys-paste"
            name="paste"
            rows={5}
            maxLength={largest}
            spellCheck={false}
            autoComplete="off"
            className={`${inputClass} font-mono text-sm`}
          />
        </div>
        {counted && (
          <label className="flex items-baseline gap-3 text-sm">
            <input
              type="checkbox"
              name="receive"
              defaultChecked
              className="size-4 shrink-0 translate-y-0.5 accent-accent"
            />
            <span>
              {texts.receive}
              <span className="block text-ink-soft">{texts.receiveHint}</span>
            </span>
          </label>
        )}
        <SubmitButton pendingText={texts.loading}>{texts.button}</SubmitButton>
      </form>
      <ActionNotice answer={answer} className="mt-4 [overflow-wrap:anywhere]" />
    </>
  );
}
