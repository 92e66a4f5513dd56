import type { ReactNode } from 'react';
import { type SlipCondition, SlipDrawing } from './slip-drawing';

/** A page about a purchase there is no receipt to show for: what happened, what was not lost, what to do now. */
export function StateScreen({
  condition,
  title,
  text,
  children,
}: {
  condition: SlipCondition;
  title: ReactNode;
  text: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="wrap grid items-center gap-x-16 gap-y-10 pt-12 sm:pt-20 lg:grid-cols-[minmax(0,1fr)_22rem] lg:pt-24">
      <div className="min-w-0 lg:order-first">
        <h1 className="display text-display max-w-[15ch]">{title}</h1>
        <p className="mt-6 max-w-[50ch] text-lg text-ink-soft">{text}</p>
        {children && <div className="mt-9 flex flex-wrap items-center gap-x-6 gap-y-3">{children}</div>}
      </div>
      <div className="order-first">
        <SlipDrawing condition={condition} />
      </div>
    </div>
  );
}
