'use client';

import { type ComponentProps, useEffect, useState } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonLook, buttonClass } from './button';

/**
 * Sends its form, and says so while that lasts. It stays focusable and readable while pending (`aria-disabled`
 * instead of `disabled`), and a second press does nothing. Works as a plain submit button without JavaScript.
 *
 * With several of them in one form, only the one that was pressed shows `pendingText`.
 *
 * @param busy the answer is there but the page is still on its way to another one
 */
export function SubmitButton({
  look = 'primary',
  pendingText,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ComponentProps<'button'> & { look?: ButtonLook; pendingText?: string; busy?: boolean }) {
  const { pending } = useFormStatus();
  const [pressed, setPressed] = useState(false);
  const waiting = pending || busy;
  useEffect(() => {
    if (!waiting) setPressed(false);
  }, [waiting]);
  return (
    <button
      {...rest}
      type="submit"
      className={buttonClass(look, className)}
      aria-disabled={waiting || undefined}
      onClick={(event) => {
        if (waiting) event.preventDefault();
        else setPressed(true);
        onClick?.(event);
      }}
    >
      {waiting && pressed && pendingText ? pendingText : children}
    </button>
  );
}
