/** The papers a slip is laid out for. A5 first: it fits into a parcel without folding. */
export const papers = ['a5', 'a4', 'letter'] as const;

export type Paper = (typeof papers)[number];

/** The paper an address names; A5 for anything else. */
export const paperOf = (value: unknown): Paper => papers.find((paper) => paper === value) ?? 'a5';

/** What it is called on the box, and what the browser's print dialog is told. */
export const paperNames: Record<Paper, string> = { a5: 'A5', a4: 'A4', letter: 'Letter' };

/**
 * What the printer is told: the paper and its margins, and that nothing of the night shop's dark ground is printed.
 * https://developer.mozilla.org/docs/Web/CSS/@page
 */
export const pageRule = (paper: Paper): string =>
  `@page{size:${paperNames[paper]} portrait;margin:${paper === 'a5' ? '11mm 12mm' : '18mm 20mm'}}` +
  '@media print{html,body{background:#fff!important}}';
