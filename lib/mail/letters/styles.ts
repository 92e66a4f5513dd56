import type { CSSProperties } from 'react';

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

const figures: CSSProperties = { fontVariantNumeric: 'tabular-nums lining-nums', whiteSpace: 'nowrap' };

/** Inline styles, by part of the letter. */
export const styles = {
  body: { margin: 0, padding: '32px 12px', backgroundColor: day.paper, fontFamily: sans },
  house: { margin: '0 auto 18px', maxWidth: 560, textAlign: 'center' },
  houseName: { margin: 0, fontFamily: serif, fontSize: 19, lineHeight: '26px', color: day.ink },
  sheet: {
    margin: '0 auto',
    maxWidth: 560,
    padding: '40px 44px 44px',
    backgroundColor: day.sheet,
    border: `1px solid ${day.rule}`,
  },
  reference: { margin: '0 0 10px', fontSize: 14, lineHeight: '20px', color: day.faint, ...figures },
  heading: {
    margin: '0 0 18px',
    fontFamily: serif,
    fontWeight: 400,
    fontSize: 36,
    lineHeight: '40px',
    letterSpacing: '-0.01em',
    color: day.ink,
  },
  paragraph: { margin: '0 0 14px', fontSize: 16, lineHeight: '26px', color: day.soft },
  button: {
    display: 'inline-block',
    margin: '12px 0 14px',
    padding: '13px 24px',
    backgroundColor: day.accent,
    color: day.onAccent,
    fontSize: 16,
    lineHeight: '22px',
    fontWeight: 600,
    textDecoration: 'none',
    borderRadius: 2,
  },
  thickRule: { margin: '26px 0 0', border: 0, borderTop: `2px solid ${day.ink}` },
  rule: { margin: 0, border: 0, borderTop: `1px solid ${day.rule}` },
  lineRow: { padding: '14px 0' },
  lineName: { margin: 0, fontFamily: serif, fontSize: 18, lineHeight: '25px', color: day.ink },
  lineAmount: { margin: 0, fontSize: 16, lineHeight: '25px', textAlign: 'right', color: day.ink, ...figures },
  note: { margin: '3px 0 0', fontSize: 14, lineHeight: '21px', color: day.soft, overflowWrap: 'anywhere' },
  key: {
    margin: '8px 0 0',
    padding: '9px 12px',
    backgroundColor: day.wash,
    fontFamily: mono,
    fontSize: 15,
    lineHeight: '20px',
    letterSpacing: '0.02em',
    color: day.ink,
  },
  sumLabel: { margin: 0, fontSize: 15, lineHeight: '26px', color: day.soft },
  sumAmount: { margin: 0, fontSize: 15, lineHeight: '26px', textAlign: 'right', color: day.soft, ...figures },
  totalLabel: { margin: 0, fontFamily: serif, fontSize: 20, lineHeight: '30px', color: day.ink },
  totalAmount: {
    margin: 0,
    fontFamily: serif,
    fontSize: 26,
    lineHeight: '32px',
    textAlign: 'right',
    color: day.ink,
    ...figures,
  },
  quietLine: { margin: '2px 0 14px', fontSize: 16, lineHeight: '24px' },
  quietLink: { color: day.accent, textDecoration: 'underline', textUnderlineOffset: '3px' },
  listHeading: {
    margin: '16px 0 6px',
    fontFamily: serif,
    fontWeight: 400,
    fontSize: 22,
    lineHeight: '28px',
    color: day.ink,
  },
  listText: { margin: '0 0 12px', fontSize: 15, lineHeight: '23px', color: day.soft },
  entry: { padding: '10px 0' },
  entryLabel: {
    margin: 0,
    fontSize: 16,
    lineHeight: '24px',
    color: day.ink,
    overflowWrap: 'anywhere',
    fontVariantNumeric: 'tabular-nums lining-nums',
  },
  entryLink: { color: day.ink, textDecoration: 'underline', textUnderlineOffset: '3px' },
  entryAside: {
    margin: 0,
    fontSize: 15,
    lineHeight: '24px',
    textAlign: 'right',
    color: day.soft,
    ...figures,
  },
  partHeading: { margin: '26px 0 4px', fontSize: 14, lineHeight: '20px', color: day.faint },
  partLine: { margin: 0, fontSize: 16, lineHeight: '24px', color: day.ink, overflowWrap: 'anywhere' },
  closing: { margin: '24px 0 0', fontSize: 15, lineHeight: '24px', color: day.soft },
  footer: { margin: '20px auto 0', maxWidth: 480, textAlign: 'center' },
  footerLine: { margin: 0, fontSize: 13, lineHeight: '20px', color: day.faint },
} satisfies Record<string, CSSProperties>;
