'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { inputClass } from '@/app/ui/field';
import { Notice } from '@/app/ui/notice';
import { SubmitButton } from '@/app/ui/submit-button';
import { addItem } from '../../cart/actions';

/** Quantity and button, and below them how it ended. The form works without JavaScript as well. */
export function AddToCart({
  slug,
  limit,
  texts,
}: {
  slug: string;
  limit: number;
  texts: { quantity: string; add: string; adding: string; toCart: string };
}) {
  const t = useTranslations('clientShop');
  const [state, action] = useActionState(addItem, null);
  const good = state?.outcome === 'added' || state?.outcome === 'limited';
  return (
    <form action={action}>
      <input type="hidden" name="slug" value={slug} />
      <div className="flex gap-3">
        {limit > 1 ? (
          <label className="w-20 shrink-0">
            <span className="sr-only">{texts.quantity}</span>
            <select name="quantity" defaultValue={1} className={`${inputClass} figures`}>
              {Array.from({ length: limit }, (_, index) => index + 1).map((number) => (
                <option key={number}>{number}</option>
              ))}
            </select>
          </label>
        ) : (
          <input type="hidden" name="quantity" value={1} />
        )}
        <SubmitButton className="flex-1" pendingText={texts.adding}>
          {texts.add}
        </SubmitButton>
      </div>
      <div aria-live="polite">
        {state && (
          <Notice tone={good ? 'good' : 'attention'} className="mt-3">
            {t(`add.${state.outcome}`, { count: state.quantity })}{' '}
            {(state.quantity > 0 || !good) && (
              <Link href="/cart" className="link font-medium whitespace-nowrap">
                {texts.toCart}
              </Link>
            )}
          </Notice>
        )}
      </div>
    </form>
  );
}
