'use client';

import { useFormStatus } from 'react-dom';
import { setItem } from './actions';

interface Stepper {
  slug: string;
  quantity: number;
  limit: number;
  texts: { group: string; fewer: string; more: string; atLimit: string };
}

/** One fewer, one more. The new number shows at once, before the server has answered; works without JavaScript. */
export function QuantityStepper(props: Stepper) {
  return (
    <form action={setItem} className="min-w-0 flex-1">
      <input type="hidden" name="slug" value={props.slug} />
      <Steps {...props} />
    </form>
  );
}

function Steps({ quantity, limit, texts }: Stepper) {
  const { pending, data } = useFormStatus();
  const sent = pending ? Number(data.get('quantity')) : quantity;
  const shown = sent > 0 ? sent : quantity;
  const button =
    'inline-flex size-11 items-center justify-center text-lg hover:text-accent disabled:text-ink-faint disabled:opacity-50';
  return (
    <fieldset className="flex flex-wrap items-center gap-x-3">
      <legend className="sr-only">{texts.group}</legend>
      <span className="inline-flex items-center rounded-sm border border-rule-strong bg-sheet">
        <button
          type="submit"
          name="quantity"
          value={shown - 1}
          disabled={shown <= 1}
          aria-label={texts.fewer}
          className={button}
        >
          −
        </button>
        <output className="figures min-w-8 text-center">{shown}</output>
        <button
          type="submit"
          name="quantity"
          value={shown + 1}
          disabled={shown >= limit}
          aria-label={texts.more}
          className={button}
        >
          +
        </button>
      </span>
      {shown === limit && <span className="label">{texts.atLimit}</span>}
    </fieldset>
  );
}
