import type { Letter, LetterList, LetterReceipt } from './letter';

const width = 64;

/** A label and an amount at the two ends of a line; under each other where they do not fit. */
function spread(label: string, amount: string): string {
  const room = width - label.length - amount.length;
  return room >= 2
    ? `${label} ${'.'.repeat(room - 2)}${room > 2 ? ' ' : ''}${amount}`
    : `${label}\n${amount.padStart(width)}`;
}

const count = (quantity: number, name: string): string => (quantity === 1 ? name : `${quantity} × ${name}`);

function receiptText({ lines, rows, total }: LetterReceipt): string {
  const bought = lines.map(({ name, quantity, amount, notes, keys }) =>
    [
      amount === null ? count(quantity, name) : spread(count(quantity, name), amount),
      ...notes.map((note) => `  ${note}`),
      ...keys.map((key) => `    ${key}`),
    ].join('\n'),
  );
  if (!total) return bought.join('\n');
  const sums = [...rows, total].map(({ label, amount }) => spread(label, amount));
  return [...bought, '-'.repeat(width), ...sums].join('\n');
}

function listText({ heading, text, entries, link }: LetterList): string {
  const told = entries.map(({ label, url, aside, notes }) =>
    [
      aside === null ? label : spread(label, aside),
      ...notes.map((note) => `  ${note}`),
      ...(url ? [`  ${url}`] : []),
    ].join('\n'),
  );
  return [`${heading}\n${'-'.repeat(width)}`, text, told.join('\n'), link && `${link.label}:\n${link.url}`]
    .filter(Boolean)
    .join('\n\n');
}

/** The letter for mail programs that show no HTML, and for those who prefer it so. */
export function asText(letter: Letter): string {
  const { reference, heading, paragraphs, button, link, receipt, lists, parts, closing, signature } = letter;
  return `${[
    [reference, heading].filter(Boolean).join('\n'),
    ...paragraphs,
    button && `${button.label}:\n${button.url}`,
    link && `${link.label}:\n${link.url}`,
    receipt && receiptText(receipt),
    ...lists.map(listText),
    ...parts.map((part) => [part.heading, ...part.lines.map((line) => `  ${line}`)].join('\n')),
    ...closing,
    `--\n${signature.name}, ${signature.place}\n${signature.why}`,
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}
