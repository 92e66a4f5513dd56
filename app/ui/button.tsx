import Link from 'next/link';
import type { ComponentProps } from 'react';

export type ButtonLook = 'primary' | 'secondary' | 'quiet';

const shape =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-sm px-5 py-2.5 text-center text-base leading-tight font-medium transition-colors aria-disabled:opacity-60 disabled:opacity-60';

const looks: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-deep',
  secondary: 'border border-rule-strong bg-sheet text-ink hover:border-ink',
  quiet:
    'px-0 text-ink underline decoration-rule-strong decoration-1 underline-offset-[0.3em] hover:text-accent',
};

/** The classes of a button, for an element that is neither `Button` nor `ButtonLink`. */
export const buttonClass = (look: ButtonLook = 'primary', extra = ''): string =>
  `${shape} ${looks[look]} ${extra}`;

/** A button. `primary` once per view, for what the page is about. Inside a form prefer `SubmitButton`. */
export function Button({
  look = 'primary',
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { look?: ButtonLook }) {
  return <button type={type} className={buttonClass(look, className)} {...rest} />;
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({
  look = 'primary',
  className,
  ...rest
}: ComponentProps<typeof Link> & { look?: ButtonLook }) {
  return <Link className={buttonClass(look, className)} {...rest} />;
}
