import { invalid } from '../errors';
import { type Field, oneOf } from './params';

/** One of Stripe's values, of which the stand-in does not know how to act on those `beyond` it: they are refused as such. */
export function oneOfCovered<const T extends string, const U extends string>(
  values: T[],
  beyond: U[],
): Field<T, false> {
  const any = oneOf<T | U>(...values, ...beyond);
  return {
    required: false,
    read(raw, param) {
      const value = any.read(raw, param);
      const covered = values.find((known) => known === value);
      if (covered !== undefined) return covered;
      throw invalid(`Stripe accepts '${value}' for '${param}', but this sandbox does not cover it.`, param);
    },
  };
}

/** Stripe takes it and it changes nothing here; a wrong value is refused nevertheless. */
export function withoutEffect(inner: Field<unknown>): Field<undefined, false> {
  return {
    required: false,
    read(raw, param) {
      inner.read(raw, param);
      return undefined;
    },
  };
}
