/** The house's colours by day and by night, as in app/globals.css; mail programs know no variables. */
const day = {
  paper: '#faf7f1',
  sheet: '#fffdf9',
  ink: '#1e1a16',
  soft: '#544c42',
  faint: '#6f665a',
  rule: '#ddd5c7',
  accent: '#a23a1e',
  onAccent: '#fffaf4',
  wash: '#f0ebe1',
};
const night = {
  paper: '#151310',
  sheet: '#1d1a16',
  ink: '#efe8db',
  soft: '#bfb5a5',
  faint: '#9c9181',
  rule: '#37312a',
  accent: '#e98863',
  onAccent: '#1c100a',
  wash: '#25211b',
};

const serif = "Fraunces, Georgia, 'Times New Roman', serif";
const sans = "'Instrument Sans', 'Helvetica Neue', Helvetica, Arial, sans-serif";
const mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace";

/**
 * Night colours, for the mail programs that read media queries; the others turn colours by themselves, which the
 * warm greys survive. The classes are set beside every inline colour.
 */
export const nightSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper, .paper > table > tbody > tr > td { background-color: ${night.paper} !important; }
  .sheet { background-color: ${night.sheet} !important; border-color: ${night.rule} !important; }
  .wash { background-color: ${night.wash} !important; }
  .ink { color: ${night.ink} !important; }
  .soft { color: ${night.soft} !important; }
  .faint { color: ${night.faint} !important; }
  .rule { border-color: ${night.rule} !important; }
  .thick { border-color: ${night.ink} !important; }
  .accent { color: ${night.accent} !important; }
  .press { background-color: ${night.accent} !important; color: ${night.onAccent} !important; }
}
@media (max-width: 520px) {
  .sheet > tbody > tr > td { padding: 28px 20px 32px !important; }
  .big { font-size: 30px !important; line-height: 34px !important; }
}`;

const figures = 'font-variant-numeric:tabular-nums lining-nums;white-space:nowrap';
const rule = 'width:100%;border:0;border-color:transparent';
const quiet = 'text-decoration:underline;text-underline-offset:3px';

/** Inline styles, by part of the letter. */
export const styles = {
  hidden: 'display:none;overflow:hidden;line-height:1px;opacity:0;max-height:0;max-width:0',
  page: `background-color:${day.paper};margin:0;padding:0`,
  body: `margin:0;padding:32px 12px;background-color:${day.paper};font-family:${sans}`,
  house: 'max-width:560px;margin:0 auto 18px;text-align:center',
  houseName: `margin:0;font-family:${serif};font-size:19px;line-height:26px;color:${day.ink}`,
  sheet: `max-width:560px;margin:0 auto;background-color:${day.sheet};border:1px solid ${day.rule}`,
  sheetCell: 'padding:40px 44px 44px',
  reference: `margin:0 0 10px;font-size:14px;line-height:20px;color:${day.faint};${figures}`,
  heading: `margin:0 0 18px;font-family:${serif};font-weight:400;font-size:36px;line-height:40px;letter-spacing:-0.01em;color:${day.ink}`,
  paragraph: `margin:0 0 14px;font-size:16px;line-height:26px;color:${day.soft}`,
  button: `display:inline-block;max-width:100%;mso-padding-alt:0px;margin:12px 0 14px;padding:13px 24px;background-color:${day.accent};color:${day.onAccent};font-size:16px;line-height:22px;font-weight:600;text-decoration:none;border-radius:2px`,
  buttonLabel:
    'max-width:100%;display:inline-block;line-height:120%;mso-padding-alt:0px;mso-text-raise:9.75px',
  thickRule: `${rule};border-top:2px solid ${day.ink};margin:26px 0 0`,
  rule: `${rule};border-top:1px solid ${day.rule};margin:0`,
  label: 'vertical-align:top;padding-right:16px',
  amount: 'vertical-align:top;width:96px',
  lineRow: 'padding:14px 0',
  lineName: `margin:0;font-family:${serif};font-size:18px;line-height:25px;color:${day.ink}`,
  lineAmount: `margin:0;font-size:16px;line-height:25px;text-align:right;color:${day.ink};${figures}`,
  note: `margin:3px 0 0;font-size:14px;line-height:21px;color:${day.soft};overflow-wrap:anywhere`,
  key: `margin:8px 0 0;padding:9px 12px;background-color:${day.wash};font-family:${mono};font-size:15px;line-height:20px;letter-spacing:0.02em;color:${day.ink}`,
  sums: 'padding:10px 0 0',
  sumLabel: `margin:0;font-size:15px;line-height:26px;color:${day.soft}`,
  sumAmount: `margin:0;font-size:15px;line-height:26px;text-align:right;color:${day.soft};${figures}`,
  totalLabel: `margin:0;font-family:${serif};font-size:20px;line-height:30px;color:${day.ink}`,
  totalAmount: `margin:0;font-family:${serif};font-size:26px;line-height:32px;text-align:right;color:${day.ink};${figures}`,
  quietLine: 'margin:2px 0 14px;font-size:16px;line-height:24px',
  quietLink: `color:${day.accent};${quiet}`,
  listHeading: `margin:16px 0 6px;font-family:${serif};font-weight:400;font-size:22px;line-height:28px;color:${day.ink}`,
  listText: `margin:0 0 12px;font-size:15px;line-height:23px;color:${day.soft}`,
  entry: 'padding:10px 0',
  entryLabel: `margin:0;font-size:16px;line-height:24px;color:${day.ink};overflow-wrap:anywhere;font-variant-numeric:tabular-nums lining-nums`,
  entryLink: `color:${day.ink};${quiet}`,
  entryAside: `margin:0;font-size:15px;line-height:24px;text-align:right;color:${day.soft};${figures}`,
  partHeading: `margin:26px 0 4px;font-size:14px;line-height:20px;color:${day.faint}`,
  partLine: `margin:0;font-size:16px;line-height:24px;color:${day.ink};overflow-wrap:anywhere`,
  closing: `margin:24px 0 0;font-size:15px;line-height:24px;color:${day.soft}`,
  footer: 'max-width:480px;margin:20px auto 0;text-align:center',
  footerLine: `margin:0;font-size:13px;line-height:20px;color:${day.faint}`,
};
