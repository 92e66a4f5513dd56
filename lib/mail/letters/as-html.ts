import { Html, html, type Piece } from './html';
import type { Letter, LetterEntry, LetterLine, LetterList, LetterReceipt } from './letter';
import { nightSheet, styles } from './styles';

/** Mail programs that know no other way to lay things out do know tables. */
const table = (cell: Piece, style = ''): Html => html`
  <table align="center" width="100%" border="0" cellpadding="0" cellspacing="0" role="presentation">
    <tbody><tr><td style="${style}">${cell}</td></tr></tbody>
  </table>`;

/** What something is called, and at the end of the line its amount, or whatever there is to say so briefly. */
const row = (label: Html, amount: Html | null, isTop = true): Html => html`
  <table align="center" width="100%" border="0" cellpadding="0" cellspacing="0" role="presentation">
    <tbody style="width:100%"><tr style="width:100%">
      <td style="${isTop && styles.label}">${label}</td>
      ${amount && html`<td align="right" style="${isTop && styles.amount}">${amount}</td>`}
    </tr></tbody>
  </table>`;

const text = (className: string, style: string, words: Piece): Html =>
  html`<p class="${className}" style="${style}">${words}</p>`;

const rule = html`<hr class="rule" style="${styles.rule}"/>`;
const thickRule = html`<hr class="thick" style="${styles.thickRule}"/>`;

const notes = (all: readonly string[]): Html[] => all.map((note) => text('soft', styles.note, note));

function line({ name, quantity, amount, keys, ...rest }: LetterLine): Html {
  const label = text('ink', styles.lineName, quantity === 1 ? name : `${quantity} × ${name}`);
  const price = amount === null ? null : text('ink', styles.lineAmount, amount);
  const toCopy = keys.map((key) => text('wash ink', styles.key, key));
  return table([row(label, price), notes(rest.notes), toCopy], styles.lineRow);
}

function receipt({ lines, rows, total }: LetterReceipt): Piece {
  const bought = lines.map((one, at) => table([at > 0 && rule, line(one)]));
  return [thickRule, bought, rule, total && sums(rows, total)];
}

function sums(rows: LetterReceipt['rows'], total: NonNullable<LetterReceipt['total']>): Html {
  const parts = rows.map(({ label, amount }) =>
    row(text('soft', styles.sumLabel, label), text('soft', styles.sumAmount, amount), false),
  );
  const [label, amount] = [
    text('ink', styles.totalLabel, total.label),
    text('ink', styles.totalAmount, total.amount),
  ];
  return table([parts, row(label, amount, false)], styles.sums);
}

function entry({ label, url, aside, ...rest }: LetterEntry): Html {
  const name = url
    ? html`<a href="${url}" class="ink" style="${styles.entryLink}" target="_blank">${label}</a>`
    : label;
  const end = aside === null ? null : text('soft', styles.entryAside, aside);
  return table([row(text('ink', styles.entryLabel, name), end), notes(rest.notes)], styles.entry);
}

const list = ({ heading, text: words, entries, link }: LetterList): Html =>
  table([
    thickRule,
    html`<h2 class="ink" style="${styles.listHeading}">${heading}</h2>`,
    words && text('soft', styles.listText, words),
    entries.map((one) => table([rule, entry(one)])),
    link && quietLink(link),
  ]);

const quietLink = ({ label, url }: { label: string; url: string }): Html => html`
  <p style="${styles.quietLine}">
    <a href="${url}" class="accent" style="${styles.quietLink}" target="_blank">${label}</a>
  </p>`;

// Outlook for Windows draws no padding around a link; it is made of spaces as wide as that.
const button = ({ label, url }: { label: string; url: string }): Html => html`
  <a href="${url}" class="press" style="${styles.button}" target="_blank">
    <span><!--[if mso]><i style="mso-font-width:400%;mso-text-raise:19.5px" hidden>&#8202;&#8202;&#8202;</i><![endif]--></span>
    <span style="${styles.buttonLabel}">${label}</span>
    <span><!--[if mso]><i style="mso-font-width:400%" hidden>&#8202;&#8202;&#8202;&#8203;</i><![endif]--></span>
  </a>`;

/** A mailbox shows so many characters beside the subject; what the preview leaves of them is filled with nothing to see. */
const previewLength = 200;
const nothing = '&nbsp;&zwnj;&#8203;&zwj;&#65279;';

function preview(words: string): Html {
  const shown = words.substring(0, previewLength);
  const filling = nothing.repeat(previewLength - shown.length);
  const rest = filling && html`<div>${new Html(filling)}</div>`;
  return html`<div style="${styles.hidden}" data-skip-in-text="true">${shown}${rest}</div>`;
}

const sheet = (letter: Letter): Piece => [
  letter.reference && text('faint', styles.reference, letter.reference),
  html`<h1 class="ink big" style="${styles.heading}">${letter.heading}</h1>`,
  letter.paragraphs.map((paragraph) => text('soft', styles.paragraph, paragraph)),
  letter.button && button(letter.button),
  letter.link && quietLink(letter.link),
  letter.receipt && receipt(letter.receipt),
  letter.lists.map(list),
  letter.parts.map(({ heading, lines }) =>
    table([
      text('faint', styles.partHeading, heading),
      lines.map((words) => text('ink', styles.partLine, words)),
    ]),
  ),
  letter.closing.map((sentence) => text('soft', styles.closing, sentence)),
];

/** A column in the middle of the page. */
const column = (className: string, style: string, cell: Piece, cellStyle = ''): Html => html`
  <table align="center" width="100%" class="${className}" border="0" cellpadding="0" cellspacing="0" role="presentation" style="${style}">
    <tbody><tr style="width:100%"><td style="${cellStyle}">${cell}</td></tr></tbody>
  </table>`;

const head = html`
  <meta content="text/html; charset=UTF-8" http-equiv="Content-Type"/>
  <meta name="x-apple-disable-message-reformatting"/>
  <meta name="color-scheme" content="light dark"/>
  <meta name="supported-color-schemes" content="light dark"/>
  <style>${new Html(nightSheet)}</style>`;

const doctype =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/**
 * The letter as mail programs show it: tables and inline styles, no pictures and no fonts from elsewhere, right by
 * day and by night.
 */
export function asHtml(letter: Letter): string {
  const { locale, subject, signature } = letter;
  const page = html`
    <html dir="ltr" lang="${locale}">
      <head><title>${subject}</title>${head}</head>
      <body lang="${locale}" class="paper" dir="ltr" style="${styles.page}">
        ${preview(letter.preview)}
        <table border="0" width="100%" cellpadding="0" cellspacing="0" role="presentation" align="center">
          <tbody><tr><td dir="ltr" lang="${locale}" style="${styles.body}">
            ${column('', styles.house, text('ink', styles.houseName, signature.name))}
            ${column('sheet', styles.sheet, sheet(letter), styles.sheetCell)}
            ${column('', styles.footer, [
              text('faint', styles.footerLine, `${signature.name}, ${signature.place}`),
              text('faint', styles.footerLine, signature.why),
            ])}
          </td></tr></tbody>
        </table>
      </body>
    </html>`;
  return doctype + page.source;
}
