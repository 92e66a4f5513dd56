'use client';

import Link from 'next/link';
import { Notice } from '@/app/ui/notice';
import { SubmitButton } from '@/app/ui/submit-button';
import { usePayment } from './use-payment';

interface Way {
  mode: 'hosted' | 'embedded';
  title: string;
  text: string;
}

/**
 * The two ways to pay, as two buttons of one form. `ready` is false where something in the cart stands in the way,
 * also when that came up between the page and the press of a button.
 */
export function PaymentChoice({
  idempotencyKey,
  shown,
  ready,
  ways,
  texts,
}: {
  idempotencyKey: string;
  /** What the cart beside it comes to: the action starts nothing at another price. */
  shown: string;
  ready: boolean;
  ways: Way[];
  texts: { starting: string; problemTitle: string; nothingTaken: string; notReady: string; toCart: string };
}) {
  const { action, leaving, problem } = usePayment();
  return (
    <form action={action}>
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <input type="hidden" name="shown" value={shown} />
      {(problem || !ready) && (
        <Notice tone="attention" title={problem ? texts.problemTitle : texts.notReady} live className="mb-6">
          {problem && <p className="text-ink">{problem}</p>}
          <p>
            {texts.nothingTaken}{' '}
            <Link href="/cart" className="link">
              {texts.toCart}
            </Link>
          </p>
        </Notice>
      )}
      <ul className="border-t border-ink empty:hidden">
        {(ready ? ways : []).map(({ mode, title, text }) => (
          <li
            key={mode}
            className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4 border-b border-rule py-6"
          >
            <p id={`${mode}-text`} className="min-w-[14rem] flex-1 text-ink-soft">
              {text}
            </p>
            <SubmitButton
              name="mode"
              value={mode}
              look={mode === 'hosted' ? 'primary' : 'secondary'}
              pendingText={texts.starting}
              busy={leaving}
              aria-describedby={`${mode}-text`}
              className="w-full sm:w-64"
            >
              {title}
            </SubmitButton>
          </li>
        ))}
      </ul>
    </form>
  );
}
