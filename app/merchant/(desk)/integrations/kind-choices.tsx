/** One kind of message and what it is for, in words. */
export interface KindChoice {
  kind: string;
  text: string;
}

/** Check boxes for the kinds of message an endpoint is told of. */
export function KindChoices({
  choices,
  chosen,
  legend,
}: {
  choices: KindChoice[];
  chosen: readonly string[];
  legend: string;
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {choices.map(({ kind, text }) => (
        <label key={kind} className="flex min-h-11 items-baseline gap-3 py-1.5 lg:min-h-0">
          <input
            type="checkbox"
            name="kinds"
            value={kind}
            defaultChecked={chosen.includes(kind)}
            className="size-4 shrink-0 translate-y-0.5 accent-accent"
          />
          <span className="text-sm">
            <code className="font-mono text-xs">{kind}</code>
            <span className="block text-ink-soft">{text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
