'use client';

import { type FormEvent, startTransition, useActionState, useState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { Field, inputClass } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { formatMoney, parseMoney } from '@/lib/money';
import { refundAction } from './refund-actions';

/** A line with units that can be given back. */
export interface RefundFormLine {
  id: string;
  name: string;
  /** What so many units are worth, from none to all that are left, in the smallest unit. */
  amounts: number[];
  /** How many to offer first: those that could not be delivered. */
  suggested: number;
}

export interface RefundTexts {
  open: string;
  title: string;
  all: string;
  allHint: string;
  endSubscription: string;
  endSubscriptionHint: string;
  lines: string;
  linesHint: string;
  amount: string;
  amountLabel: string;
  amountHint: string;
  of: string;
  reason: string;
  reasons: Record<'requested_by_customer' | 'duplicate' | 'fraudulent', string>;
  submit: string;
  pending: string;
}

type RefundWay = 'all' | 'lines' | 'amount';

interface RefundProps {
  orderId: string;
  /** Whether anything is left to give back; the answer to what was pressed stays on the page all the same. */
  offered: boolean;
  /** One for each form that is drawn: whatever becomes of the answer, it makes one refund. */
  idempotencyKey: string;
  currency: string;
  locale: string;
  left: number;
  lines: RefundFormLine[];
  /** Whether a subscription runs that can be ended together with a refund of everything. */
  runs: boolean;
  texts: RefundTexts;
}

/**
 * Gives money back. The form is sent without being emptied, and drawn anew only after a refund was made: while it is
 * not known whether Stripe heard of it, a second press asks for the very same refund.
 */
export function RefundForm(props: RefundProps) {
  const [answer, act, pending] = useActionState(refundAction, null);
  const { orderId, idempotencyKey, currency, offered, texts } = props;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!pending) startTransition(() => act(form));
  };
  return (
    <>
      {offered && (
        <details className="mt-1">
          <summary className="w-fit py-1 text-ink-soft hover:text-accent">{texts.open}</summary>
          <form onSubmit={send} className="mt-3 grid max-w-[36rem] gap-5">
            <input type="hidden" name="orderId" value={orderId} />
            <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
            <input type="hidden" name="currency" value={currency} />
            <RefundFields key={idempotencyKey} {...props} pending={pending} />
          </form>
        </details>
      )}
      <ActionNotice answer={answer} className="mt-3 max-w-[36rem]" />
    </>
  );
}

/** What goes back to the buyer: everything, some units, or a sum. The button says how much before it is pressed. */
function RefundFields({
  currency,
  locale,
  left,
  lines,
  runs,
  texts,
  pending,
}: RefundProps & { pending: boolean }) {
  const [way, setWay] = useState<RefundWay>(lines.some(({ suggested }) => suggested > 0) ? 'lines' : 'all');
  const [units, setUnits] = useState(() => new Map(lines.map(({ id, suggested }) => [id, suggested])));
  const [typed, setTyped] = useState('');
  const chosen = {
    all: left,
    lines: lines.reduce((sum, { id, amounts }) => sum + (amounts[units.get(id) ?? 0] ?? 0), 0),
    amount: parseMoney(typed, currency) ?? 0,
  }[way];
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const ways: [RefundWay, string, string][] = [
    ['all', texts.all, texts.allHint],
    ...(lines.length > 0 ? [['lines', texts.lines, texts.linesHint] as [RefundWay, string, string]] : []),
    ['amount', texts.amount, ''],
  ];
  return (
    <>
      <fieldset className="grid gap-1">
        <legend className="sr-only">{texts.title}</legend>
        {ways.map(([value, text, hint]) => (
          <label key={value} className="flex min-h-9 items-baseline gap-3">
            <input
              type="radio"
              name="kind"
              value={value}
              checked={way === value}
              onChange={() => setWay(value)}
              className="accent-accent"
            />
            <span>
              {text}
              {hint && <span className="label block">{hint}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      {way === 'all' && runs && (
        <label className="flex min-h-9 items-baseline gap-3">
          <input type="checkbox" name="endSubscription" defaultChecked className="accent-accent" />
          <span>
            {texts.endSubscription}
            <span className="label block">{texts.endSubscriptionHint}</span>
          </span>
        </label>
      )}
      {way === 'lines' && (
        <ul className="border-b border-rule">
          {lines.map((line) => (
            <RefundLine
              key={line.id}
              line={line}
              units={units.get(line.id) ?? 0}
              choose={(count) => setUnits(new Map(units).set(line.id, count))}
              money={money}
              texts={texts}
            />
          ))}
        </ul>
      )}
      {way === 'amount' && (
        <Field
          label={texts.amountLabel}
          hint={texts.amountHint}
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          required
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="figures max-w-[14rem]"
        />
      )}
      <label className="grid gap-1.5">
        <span className="text-sm font-medium">{texts.reason}</span>
        <select name="reason" className={`${inputClass} max-w-[20rem]`}>
          {Object.entries(texts.reasons).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <SubmitButton
        look="secondary"
        pendingText={texts.pending}
        busy={pending}
        disabled={chosen <= 0 || chosen > left}
        className="justify-self-start"
      >
        {texts.submit} {chosen > 0 && <span className="figures">{money(chosen)}</span>}
      </SubmitButton>
    </>
  );
}

/** A line and how many of its units go back: its name above, so that a long one has room. */
function RefundLine({
  line: { id, name, amounts },
  units,
  choose,
  money,
  texts,
}: {
  line: RefundFormLine;
  units: number;
  choose(count: number): void;
  money(amount: number): string;
  texts: RefundTexts;
}) {
  const most = amounts.length - 1;
  return (
    <li className="border-t border-rule py-2.5">
      <label htmlFor={`units-${id}`} className="block [overflow-wrap:anywhere]">
        {name}
      </label>
      <div className="mt-1.5 flex items-center justify-between gap-4">
        <select
          id={`units-${id}`}
          name={`line:${id}`}
          value={units}
          onChange={(event) => choose(Number(event.target.value))}
          className={`${inputClass} figures max-w-[9rem]`}
        >
          {amounts.map((_, count) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the number of units is what the entry is
            <option key={count} value={count}>
              {count} {texts.of} {most}
            </option>
          ))}
        </select>
        <span className="figures">{money(amounts[units] ?? 0)}</span>
      </div>
    </li>
  );
}
