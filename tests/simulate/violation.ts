/** Thrown where an invariant does not hold. */
export class Violation extends Error {
  constructor(
    /** I1 to I7 of the design, or `idempotence`. */
    readonly invariant: string,
    what: string,
  ) {
    super(`${invariant}: ${what}`);
    this.name = 'Violation';
  }
}

export function hold(condition: boolean, invariant: string, what: () => string): asserts condition {
  if (!condition) throw new Violation(invariant, what());
}
