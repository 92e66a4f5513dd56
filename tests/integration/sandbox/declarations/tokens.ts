const TOKEN = /'[^']*'|"[^"]*"|[\w$]+(?:\.[\w$]+)*|=>|\.\.\.|[{}[\]()<>|&;:?,=]/g;

/** The words and signs of a file of declarations, without its comments. */
export class Tokens {
  readonly #tokens: string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens =
      text
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/^\s*\/\/.*$/gm, '')
        .match(TOKEN) ?? [];
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  is(token: string): boolean {
    return this.#tokens[this.#at] === token;
  }

  /** Passes over the token where it is next. */
  take(token: string): boolean {
    if (!this.is(token)) return false;
    this.#at += 1;
    return true;
  }

  skip(...words: string[]): void {
    while (words.some((word) => this.take(word)));
  }

  next(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new Error('The declarations end in the middle of something.');
    return token;
  }

  expect(token: string): void {
    const found = this.next();
    if (found !== token) {
      const around = this.#tokens.slice(Math.max(0, this.#at - 8), this.#at + 4).join(' ');
      throw new Error(`Expected ${token} but found ${found} in: ${around}`);
    }
  }

  passBalanced(open: string, close: string): void {
    let depth = 0;
    do {
      const token = this.next();
      if (token === open) depth += 1;
      if (token === close) depth -= 1;
    } while (depth > 0);
  }

  /** To the end of a statement this reader has no use for: its semicolon, or its closing brace. */
  passStatement(): void {
    while (!this.done) {
      if (this.is('{')) {
        this.passBalanced('{', '}');
        return;
      }
      if (this.is('(')) this.passBalanced('(', ')');
      else if (this.next() === ';') return;
    }
  }
}
