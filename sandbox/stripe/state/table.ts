/** Rows by ID in the order they came, with every change told to the journal. */
export class Table<Row extends { id: string }> {
  readonly #rows = new Map<string, Row>();
  /** IDs oldest first; a deleted one stays here until the next start, and is skipped. */
  readonly #order: string[] = [];

  constructor(
    readonly name: string,
    private readonly changed: (table: string, id: string, row: Row | null) => void,
  ) {}

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  /** Keeps the row, new or changed. Call it after every change, else a restart forgets the change. */
  put(row: Row): Row {
    this.load(row);
    this.changed(this.name, row.id, row);
    return row;
  }

  delete(id: string): void {
    if (this.#rows.delete(id)) this.changed(this.name, id, null);
  }

  /** Newest first, as Stripe lists. */
  *newest(): Generator<Row> {
    for (let i = this.#order.length - 1; i >= 0; i--) {
      const row = this.#rows.get(this.#order[i] ?? '');
      if (row) yield row;
    }
  }

  oldest(): IterableIterator<Row> {
    return this.#rows.values();
  }

  find(matches: (row: Row) => boolean): Row | undefined {
    for (const row of this.newest()) if (matches(row)) return row;
    return undefined;
  }

  /** From the journal at start: not journalled again. */
  load(row: Row): void {
    if (!this.#rows.has(row.id)) this.#order.push(row.id);
    this.#rows.set(row.id, row);
  }

  unload(id: string): void {
    this.#rows.delete(id);
  }

  /** These rows and no others, in this order; in memory only, never journalled. */
  become(rows: readonly Row[]): void {
    this.#rows.clear();
    this.#order.length = 0;
    for (const row of rows) this.load(row);
  }
}
