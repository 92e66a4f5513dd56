import type Stripe from 'stripe';
import { invalid } from '../errors';
import { toDecimal } from '../state/wire';
import { CURRENCIES } from './schemas/names';

/** A form body or query as `qs` reads it: every leaf is text. */
export type Raw = string | Raw[] | { [key: string]: Raw };

/** One row of a schema: reads and checks a parameter, or refuses it as Stripe does. */
export interface Field<T, Required extends boolean = boolean> {
  readonly required: Required;
  /** @param param The parameter's full name in bracket notation, for the refusal. */
  read(raw: Raw, param: string): T;
}

export type Shape = Record<string, Field<unknown>>;

/** What reading a shape gives: required parameters are there, the others may be undefined. */
export type Params<S extends Shape> = {
  [Key in keyof S as S[Key] extends Field<unknown, true> ? Key : never]: S[Key] extends Field<infer T>
    ? T
    : never;
} & {
  [Key in keyof S as S[Key] extends Field<unknown, true> ? never : Key]?: S[Key] extends Field<infer T>
    ? T
    : never;
};

type Optional<T> = Field<T, false>;

function field<T>(read: (raw: Raw, param: string) => T): Optional<T> {
  return { required: false, read };
}

export function required<T>(inner: Field<T>): Field<T, true> {
  return { required: true, read: inner.read };
}

/** Text of at most `max` characters, 5,000 unless told. */
export function text(max = 5000): Optional<string> {
  return field((raw, param) => readText(raw, param, max));
}

export function int(bounds: { min?: number; max?: number } = {}): Optional<number> {
  return field((raw, param) => {
    const value = readText(raw, param, 5000);
    if (!/^[+-]?\d+$/.test(value) || !Number.isSafeInteger(Number(value)))
      throw invalid(`Invalid integer: ${value}`, param, 'parameter_invalid_integer');
    const number = Number(value);
    if (bounds.min !== undefined && number < bounds.min) {
      throw invalid(
        `This value must be greater than or equal to ${bounds.min}.`,
        param,
        'parameter_invalid_integer',
      );
    }
    if (bounds.max !== undefined && number > bounds.max) {
      throw invalid(
        `This value must be less than or equal to ${bounds.max}.`,
        param,
        'parameter_invalid_integer',
      );
    }
    return number;
  });
}

export function float(): Optional<number> {
  return field((raw, param) => {
    const value = readText(raw, param, 5000);
    if (!/^[+-]?\d+(\.\d+)?$/.test(value)) throw invalid(`Invalid decimal: ${value}`, param);
    return Number(value);
  });
}

/** An amount with up to 12 places of the smallest currency unit. */
export function decimal(): Optional<Stripe.Decimal> {
  return field((raw, param) => {
    const value = readText(raw, param, 100);
    const number = toDecimal(value);
    if (!number) throw invalid(`Invalid decimal: ${value}`, param);
    return number;
  });
}

export function bool(): Optional<boolean> {
  return field((raw, param) => {
    const value = readText(raw, param, 5000);
    if (value !== 'true' && value !== 'false') throw invalid(`Invalid boolean: ${value}`, param);
    return value === 'true';
  });
}

export function oneOf<const T extends string>(...values: T[]): Optional<T> {
  return field((raw, param) => {
    const given = readText(raw, param, 5000);
    const found = values.find((value) => value === given);
    if (found === undefined) throw invalid(`Invalid ${param}: must be one of ${sentence(values)}`, param);
    return found;
  });
}

/** A three-letter currency code, lowercase in every object whatever the request used. */
export function currency(): Optional<string> {
  return field((raw, param) => {
    const code = readText(raw, param, 5000).toLowerCase();
    if (!CURRENCIES.includes(code)) {
      const known = CURRENCIES.join(', ');
      throw invalid(`Invalid currency: ${code}. Stripe currently supports these currencies: ${known}`, param);
    }
    return code;
  });
}

export function email(max = 512): Optional<string> {
  return field((raw, param) => {
    const value = readText(raw, param, max);
    if (!/^[^\s@]+@[^\s@]+$/.test(value)) {
      throw invalid(`Invalid email address: ${value}`, param, 'email_invalid');
    }
    return value;
  });
}

/** A web address, absolute and with its scheme. */
export function url(): Optional<string> {
  return field((raw, param) => {
    const value = readText(raw, param, 5000);
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) {
      throw invalid(
        'Invalid URL: An explicit scheme (such as https) must be provided.',
        param,
        'url_invalid',
      );
    }
    if (!URL.canParse(value)) throw invalid('Not a valid URL', param, 'url_invalid');
    return value;
  });
}

export function list<T>(of: Field<T>, max = 1000): Optional<T[]> {
  return field((raw, param) => {
    // `a[0]=…` and `a[]=…` come as an array; sparse or long ones as an object with numeric keys.
    const items = Array.isArray(raw) ? raw : typeof raw === 'object' ? Object.values(raw) : null;
    if (!items) throw invalid('Invalid array', param);
    if (items.length > max) throw invalid(`Array ${param} exceeded maximum ${max} allowed elements.`, param);
    return items.map((item, index) => of.read(item, `${param}[${index}]`));
  });
}

export function obj<S extends Shape>(shape: S): Optional<Params<S>> {
  return field((raw, param) => {
    if (typeof raw === 'string' || Array.isArray(raw)) throw invalid('Invalid object', param);
    return readShape(shape, raw, param);
  });
}

/** Up to 50 pairs of the caller's choosing. https://docs.stripe.com/metadata */
export function metadata(): Optional<Record<string, string>> {
  return field((raw, param) => {
    if (typeof raw === 'string' || Array.isArray(raw)) throw invalid('Invalid object', param);
    const entries = Object.entries(raw);
    if (entries.length > 50) {
      const message = `Metadata can have up to 50 keys, but you've set ${entries.length}. Email us at support+metadata@stripe.com for more information.`;
      throw invalid(message, param);
    }
    return Object.fromEntries(
      entries.map(([key, value]) => {
        const inner = `${param}[${key}]`;
        if (key.length > 40) {
          const message = `Metadata keys can have up to 40 characters, but you passed in a key that is ${key.length} characters. Invalid key: ${key}`;
          throw invalid(message, inner);
        }
        if (typeof value !== 'string') throw invalid('Metadata values must be strings.', inner);
        if (value.length > 500) {
          const message = `Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value}`;
          throw invalid(message, inner);
        }
        return [key, value];
      }),
    );
  });
}

/** An empty value unsets the parameter: null. */
export function emptyable<T>(inner: Field<T>): Optional<T | null> {
  return field((raw, param) => (raw === '' ? null : inner.read(raw, param)));
}

/** Either of two forms: the second is tried where the value is an object. */
export function either<A, B>(leaf: Field<A>, nested: Field<B>): Optional<A | B> {
  return field((raw, param) => (typeof raw === 'string' ? leaf.read(raw, param) : nested.read(raw, param)));
}

/** Stripe takes it, this stand-in does not: said plainly, rather than ignored. */
export function notCovered(): Optional<never> {
  return field((_raw, param) => {
    throw invalid(`Stripe accepts '${param}', but this sandbox does not cover it.`, param);
  });
}

/** Stripe takes it and it changes nothing here, whatever its value. */
export function ignored(): Optional<undefined> {
  return field(() => undefined);
}

/** @throws ApiError 400 for an unknown, missing or malformed parameter. */
export function readShape<S extends Shape>(shape: S, raw: { [key: string]: Raw }, at = ''): Params<S> {
  const named = (key: string) => (at === '' ? key : `${at}[${key}]`);
  const unknown = Object.keys(raw).filter((key) => !Object.hasOwn(shape, key));
  if (unknown.length > 0) {
    const names = unknown.map(named);
    const noun = names.length === 1 ? 'parameter' : 'parameters';
    throw invalid(`Received unknown ${noun}: ${names.join(', ')}`, names[0], 'parameter_unknown');
  }
  const params: Record<string, unknown> = {};
  for (const [key, { required: needed, read }] of Object.entries(shape)) {
    const value = raw[key];
    if (value !== undefined) params[key] = read(value, named(key));
    else if (needed) throw invalid(`Missing required param: ${named(key)}.`, named(key), 'parameter_missing');
  }
  // Each member was read by the shape's field of that name, which is what `Params` says.
  return params as Params<S>;
}

function readText(raw: Raw, param: string, max: number): string {
  if (typeof raw !== 'string') throw invalid('Invalid string: must be a string', param);
  if (raw === '') {
    const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
    throw invalid(message, param, 'parameter_invalid_empty');
  }
  if (raw.length > max) {
    const shortened = `${raw.slice(0, 10)}...${raw.slice(-6)}`;
    throw invalid(`Invalid string: ${shortened}; must be at most ${max} characters`, param);
  }
  return raw;
}

/** "a, b, or c", as Stripe words its lists. */
function sentence(values: readonly string[]): string {
  if (values.length < 2) return values.join('');
  if (values.length === 2) return values.join(' or ');
  return `${values.slice(0, -1).join(', ')}, or ${values.at(-1)}`;
}
