/** A file that the document makes, or changes. */
export interface Step {
  path: string;
  /** `diff` changes a file; every other language makes one. */
  language: string;
  text: string;
}

/** The steps of the document: each a heading that is a path, and the block that follows. */
export function stepsOf(markdown: string): Step[] {
  return [...markdown.matchAll(/^### `([^`]+)`\n```(\w+)\n([\s\S]*?)^```$/gm)].map(
    ([, path = '', language = '', text = '']) => ({ path, language, text }),
  );
}

/** The places that the document says the compiler names. */
export const namedPlaces = (markdown: string): string[] =>
  [...markdown.matchAll(/^- `([^`]+\.tsx?)`: /gm)].map(([, path = '']) => path);

/** Takes the first column off the lines of a hunk that begin with one of these signs. */
const linesOf = (hunk: string, signs: string): string[] =>
  hunk
    .split('\n')
    .filter((line) => line !== '' && signs.includes(line.charAt(0)))
    .map((line) => line.slice(1));

/**
 * Changes a text by a diff without line numbers, whose hunks are parted by `@@`.
 *
 * @throws {Error} where what a hunk expects stands nowhere, or more than once
 */
export function patch(path: string, before: string, diff: string): string {
  return diff.split(/^@@.*\n/m).reduce((text, hunk) => {
    const from = `\n${linesOf(hunk, ' -').join('\n')}\n`;
    const to = `\n${linesOf(hunk, ' +').join('\n')}\n`;
    const parts = `\n${text}`.split(from);
    if (parts.length !== 2) {
      throw new Error(`docs/extending.md expects this in ${path} once, found ${parts.length - 1}:${from}`);
    }
    return parts.join(to).slice(1);
  }, before);
}
