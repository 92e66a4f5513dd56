import type { Letter, LetterReceipt } from './letter';

const width = 64;

/** A label and an amount at the two ends of a line; under each other where they do not fit. */
function spread(label: string, amount: string): string {
  const room = width - label.length - amount.length;
  return room >= 2
    ? `${label} ${'.'.repeat(room - 2)}${room > 2 ? ' ' : ''}${amount}`
    : `${label}\n${amount.padStart(width)}`;
}

function receiptText({ lines, rows, total }: LetterReceipt): string {
  const bought = lines.map(({ name, quantity, amount, notes, keys }) =>
    [
      spread(quantity === 1 ? name : `${quantity} × ${name}`, amount),
      ...notes.map((note) => `  ${note}`),
      ...keys.map((key) => `    ${key}`),
    ].join('\n'),
  );
  const sums = rows.map(({ label, amount }) => spread(label, amount));
  return [...bought, '-'.repeat(width), [...sums, spread(total.label, total.amount)].join('\n')].join('\n');
}

/** The letter for mail programs that show no HTML, and for those who prefer it so. */
export function asText(letter: Letter): string {
  const { reference, heading, paragraphs, button, receipt, parts, closing, signature } = letter;
  return `${[
    [reference, heading].filter(Boolean).join('\n'),
    ...paragraphs,
    button && `${button.label}:\n${button.url}`,
    receipt && receiptText(receipt),
    ...parts.map((part) => [part.heading, ...part.lines.map((line) => `  ${line}`)].join('\n')),
    ...closing,
    `--\n${signature.name}, ${signature.place}\n${signature.why}`,
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}
