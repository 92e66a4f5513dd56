'use client';

import { useActionState, useState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { inputClass } from '@/app/ui/field';
import { SubmitButton } from '@/app/ui/submit-button';
import { formatMoney, parseMoney } from '@/lib/money';
import { refundAction } from './refund-actions';

/** A line with units that can be given back. */
export interface RefundFormLine {
  id: string;
  description: string;
  /** What so many units are worth, from none to all that are left, in the smallest unit. */
  amounts: number[];
  /** How many to offer first: those that could not be delivered. */
  suggested: number;
}

export interface RefundTexts {
  all: string;
  allHint: string;
  lines: string;
  linesHint: string;
  amount: string;
  amountLabel: string;
  of: string;
  units: string;
  reason: string;
  reasons: Record<'requested_by_customer' | 'duplicate' | 'fraudulent', string>;
  submit: string;
  pending: string;
}

type Way = 'all' | 'lines' | 'amount';

/** What goes back to the buyer: everything, some units, or a sum. The button says how much before it is pressed. */
export function RefundForm({
  orderId,
  attemptKey,
  currency,
  locale,
  left,
  lines,
  texts,
}: {
  orderId: string;
  attemptKey: string;
  currency: string;
  locale: string;
  left: number;
  lines: RefundFormLine[];
  texts: RefundTexts;
}) {
  const [answer, action] = useActionState(refundAction, null);
  const [way, setWay] = useState<Way>(lines.some(({ suggested }) => suggested > 0) ? 'lines' : 'all');
  const [units, setUnits] = useState(() => new Map(lines.map(({ id, suggested }) => [id, suggested])));
  const [typed, setTyped] = useState('');
  const chosen = {
    all: left,
    lines: lines.reduce((sum, { id, amounts }) => sum + (amounts[units.get(id) ?? 0] ?? 0), 0),
    amount: parseMoney(typed, currency) ?? 0,
  }[way];
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const ways: [Way, string, string][] = [
    ['all', texts.all, texts.allHint],
    ...(lines.length > 0 ? [['lines', texts.lines, texts.linesHint] as [Way, string, string]] : []),
    ['amount', texts.amount, ''],
  ];
  return (
    <form action={action} className="mt-3 grid max-w-[36rem] gap-5">
      <input type="hidden" name="orderId" value={orderId} />
      <input type="hidden" name="attemptKey" value={attemptKey} />
      <input type="hidden" name="currency" value={currency} />
      <fieldset className="grid gap-2">
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
      {way === 'lines' && (
        <ul className="border-b border-rule">
          {lines.map(({ id, description, amounts }) => (
            <li key={id} className="flex items-center gap-4 border-t border-rule py-2">
              <label htmlFor={`units-${id}`} className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                {description}
              </label>
              <select
                id={`units-${id}`}
                name={`line:${id}`}
                value={units.get(id) ?? 0}
                onChange={(event) => setUnits(new Map(units).set(id, Number(event.target.value)))}
                className={`${inputClass} figures w-auto`}
                aria-label={`${texts.units}: ${description}`}
              >
                {amounts.map((_, count) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the number of units is what the entry is
                  <option key={count} value={count}>
                    {count} {texts.of} {amounts.length - 1}
                  </option>
                ))}
              </select>
              <span className="figures w-20 text-right">{money(amounts[units.get(id) ?? 0] ?? 0)}</span>
            </li>
          ))}
        </ul>
      )}
      {way === 'amount' && (
        <label className="grid gap-1.5">
          <span className="text-sm font-medium">{texts.amountLabel}</span>
          <input
            name="amount"
            inputMode="decimal"
            autoComplete="off"
            required
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className={`${inputClass} figures max-w-[12rem]`}
          />
        </label>
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
      <div className="grid justify-items-start gap-3">
        <SubmitButton look="secondary" pendingText={texts.pending} disabled={chosen <= 0 || chosen > left}>
          {texts.submit} {chosen > 0 && <span className="figures">{money(chosen)}</span>}
        </SubmitButton>
        <ActionNotice answer={answer} />
      </div>
    </form>
  );
}
