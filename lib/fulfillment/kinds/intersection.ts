/** What is of every member of a union at once: `{ a } | { b }` becomes `{ a } & { b }`. */
export type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;
