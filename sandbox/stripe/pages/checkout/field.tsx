/** @jsxImportSource hono/jsx */
import type { FieldName } from './field-names';

interface FieldProps {
  name: FieldName;
  label: string;
  value?: string;
  type?: string;
  autocomplete?: string;
  inputmode?: 'numeric' | 'email' | 'tel' | 'text';
  placeholder?: string;
  optional?: boolean;
  readonly?: boolean;
  maxlength?: number;
  class?: string;
  /** What is wrong with it, known when the page is made. */
  error?: string;
}

/** A labelled input with the place where what is wrong with it is said. */
export const Field = (props: FieldProps) => (
  <div class={`field ${props.class ?? ''}`} data-field={props.name}>
    <label for={props.name}>{props.label}</label>
    <div class="control">
      <input
        id={props.name}
        name={props.name}
        type={props.type ?? 'text'}
        value={props.value ?? ''}
        autocomplete={props.autocomplete ?? 'off'}
        inputmode={props.inputmode}
        placeholder={props.placeholder}
        maxlength={props.maxlength}
        readonly={props.readonly}
        required={!props.optional}
        spellcheck={false}
        aria-describedby={`${props.name}-error`}
        aria-invalid={props.error ? 'true' : undefined}
      />
      {props.name === 'cardNumber' && <span class="brand" data-brand aria-hidden="true" />}
    </div>
    <FieldError name={props.name} text={props.error} />
  </div>
);

export const FieldError = ({ name, text }: { name: FieldName; text?: string }) => (
  <p class="error" id={`${name}-error`} aria-live="polite">
    {text}
  </p>
);

interface CountryProps {
  name: FieldName;
  label: string;
  value: string;
  countries: { code: string; name: string; region: string; postal: boolean }[];
  autocomplete: string;
}

/** Each option says which other parts of an address its country has, for the page's script to follow. */
export const CountryField = ({ name, label, value, countries, autocomplete }: CountryProps) => (
  <div class="field" data-field={name}>
    <label for={name}>{label}</label>
    <div class="control select">
      <select id={name} name={name} autocomplete={autocomplete} required aria-describedby={`${name}-error`}>
        {countries.map((country) => (
          <option
            key={country.code}
            value={country.code}
            selected={country.code === value}
            data-region={country.region}
            data-postal={country.postal ? 'yes' : 'no'}
          >
            {country.name}
          </option>
        ))}
      </select>
    </div>
    <FieldError name={name} />
  </div>
);
