/** Words for the terminal that wait while another suite writes there: two that write at once cannot be read. */
export class HeldOutput {
  readonly isTTY = false;
  #held: string[] | null = [];

  write(text: string | Uint8Array): boolean {
    const words = typeof text === 'string' ? text : new TextDecoder().decode(text);
    if (!this.#held) return process.stdout.write(words);
    this.#held.push(words);
    return true;
  }

  /** Prints what has waited; from now on nothing waits. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    process.stdout.write(held.join(''));
  }
}
