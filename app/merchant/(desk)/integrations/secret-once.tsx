'use client';

import { inputClass } from '@/app/ui/field';
import { CopyButton } from '../../ui/copy-button';

export interface SecretTexts {
  label: string;
  copy: string;
  copied: string;
  copyLabel: string;
}

/** A secret that is shown this once, to be copied away. It lives in the answer alone: drawn anew, it is gone. */
export function SecretOnce({ secret, texts }: { secret: string; texts: SecretTexts }) {
  return (
    <label className="mt-2 block max-w-[40rem]">
      <span className="label mb-1 block">{texts.label}</span>
      <span className="flex gap-2">
        <input
          readOnly
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
          className={`${inputClass} font-mono text-xs lg:min-h-9! lg:py-1`}
        />
        <CopyButton value={secret} text={texts.copy} done={texts.copied} label={texts.copyLabel} />
      </span>
    </label>
  );
}
