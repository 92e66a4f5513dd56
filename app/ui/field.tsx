import { type ComponentProps, type ReactNode, useId } from 'react';

/** The classes of an input, for one that stands outside `Field`. */
export const inputClass =
  'w-full min-h-11 rounded-sm border border-rule-strong bg-sheet px-3 py-2 text-base text-ink placeholder:text-ink-faint aria-invalid:border-attention';

/** A labelled input with its hint and what is wrong with it, tied together for screen readers. */
export function Field({
  label,
  hint,
  problem,
  id: givenId,
  className,
  ...input
}: ComponentProps<'input'> & { label: ReactNode; hint?: ReactNode; problem?: ReactNode }) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        className={inputClass}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described || undefined}
        {...input}
      />
      {hint && (
        <p id={`${id}-hint`} className="label mt-1.5">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="mt-1.5 text-sm text-attention">
          {problem}
        </p>
      )}
    </div>
  );
}
