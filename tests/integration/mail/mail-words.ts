const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  '#39': "'",
  nbsp: '\u00a0',
};

/** Each word once, sorted, without the rules and dots that lay out a text and without addresses, which HTML hides in links. */
const words = (text: string): string[] =>
  [
    ...new Set(
      text
        .replace(/https?:\/\/\S+/g, ' ')
        .split(/[\s\u00a0]+/)
        .map((word) => word.replace(/[:,]$/, ''))
        .filter((word) => word !== '' && !/^[.\-–]+$/.test(word)),
    ),
  ].sort();

/** The words a reader of the HTML part sees. */
export const htmlWords = (html: string): string[] =>
  words(
    html
      .replace(/<!--.*?-->/gs, '')
      .replace(/<head>.*?<\/head>/s, ' ')
      // What the mailbox shows beside the subject is hidden in the mail itself.
      .replace(/<div[^>]*data-skip-in-text="true"[^>]*>.*?<\/div>\s*<\/div>/s, ' ')
      .replace(/<div[^>]*data-skip-in-text="true"[^>]*>.*?<\/div>/s, ' ')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole),
  );

/** The words of the plain-text part. */
export const textWords = (text: string): string[] => words(text);
