'use client';

import { useActionState } from 'react';
import { Notice } from '@/app/ui/notice';
import { SubmitButton } from '@/app/ui/submit-button';
import { openPortal } from './portal-action';

/** Leads to the customer portal, or says here why it does not. */
export function PortalForm({
  field,
  value,
  words,
}: {
  /** How the page came to its order: `order` with the signed token, or `session_id` */
  field: string;
  value: string;
  words: { manage: string; opening: string; hint: string };
}) {
  const [problem, action] = useActionState(openPortal, null);
  return (
    <div data-screen-only>
      <form action={action} className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <input type="hidden" name={field} value={value} />
        <SubmitButton look="secondary" pendingText={words.opening}>
          {words.manage}
        </SubmitButton>
        <p className="text-sm text-ink-faint">{words.hint}</p>
      </form>
      <div role="status" className={problem ? 'mt-4 max-w-[60ch]' : ''}>
        {problem && <Notice tone="waiting">{problem}</Notice>}
      </div>
    </div>
  );
}
