'use client';

import { type ComponentProps, useEffect, useState } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonLook, buttonClass } from './button';

/**
 * Sends its form, and says so while that lasts. It stays focusable and readable while pending (`aria-disabled`
 * instead of `disabled`), and a second press does nothing. Works as a plain submit button without JavaScript.
 *
 * With several of them in one form, only the one that was pressed shows `pendingText`.
 */
export function SubmitButton({
  look = 'primary',
  pendingText,
  className,
  children,
  onClick,
  ...rest
}: ComponentProps<'button'> & { look?: ButtonLook; pendingText?: string }) {
  const { pending } = useFormStatus();
  const [pressed, setPressed] = useState(false);
  useEffect(() => {
    if (!pending) setPressed(false);
  }, [pending]);
  return (
    <button
      {...rest}
      type="submit"
      className={buttonClass(look, className)}
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else setPressed(true);
        onClick?.(event);
      }}
    >
      {pending && pressed && pendingText ? pendingText : children}
    </button>
  );
}
