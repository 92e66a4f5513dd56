import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from './lock';
import { revive } from './wire';

/** One change: a row as it is now, or null where it was deleted. */
export type Change = [table: string, id: string, row: unknown];

/**
 * Every change as one line of JSON, appended before the answer leaves, so that a killed process forgets nothing
 * it has answered. Compacted at each start to the rows that are left.
 */
export class Journal {
  readonly #file: string;
  readonly #unlock: () => void;
  #descriptor: number | null = null;
  #unwritten = '';

  /** @throws Error where another process uses the folder. */
  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.#unlock = lockFolder(dataDir);
    this.#file = join(dataDir, 'stripe.jsonl');
  }

  /** The changes kept so far, oldest first. A last line cut short by a crash was never answered, and is dropped. */
  *read(): Generator<Change> {
    if (!existsSync(this.#file)) return;
    const lines = readFileSync(this.#file, 'utf8').split('\n');
    const last = lines.length - 1;
    for (const [at, line] of lines.entries()) {
      if (line === '') continue;
      try {
        yield revive<Change>(line);
      } catch (cause) {
        if (at === last) return;
        throw new Error(
          `Line ${at + 1} of ${this.#file} cannot be read. Delete the file to start the sandbox afresh.`,
          { cause },
        );
      }
    }
  }

  /** Replaces the file by these rows in one step, and opens it for appending. */
  compact(rows: Iterable<Change>): void {
    const next = `${this.#file}.next`;
    const descriptor = openSync(next, 'w');
    let batch = '';
    for (const row of rows) {
      batch += `${JSON.stringify(row)}\n`;
      if (batch.length > 1_000_000) {
        writeSync(descriptor, batch);
        batch = '';
      }
    }
    writeSync(descriptor, batch);
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(next, this.#file);
    this.#descriptor = openSync(this.#file, 'a');
  }

  /**
   * The changes one request makes are written together, in the microtask after it: one write instead of several,
   * and still before the answer, whose promise is settled later.
   */
  append(change: Change): void {
    if (this.#unwritten === '') queueMicrotask(() => this.#flush());
    this.#unwritten += `${JSON.stringify(change)}\n`;
  }

  #flush(): void {
    if (this.#descriptor !== null && this.#unwritten !== '') writeSync(this.#descriptor, this.#unwritten);
    this.#unwritten = '';
  }

  close(): void {
    this.#flush();
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
    this.#unlock();
  }
}
