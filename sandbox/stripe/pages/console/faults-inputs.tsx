/** @jsxImportSource hono/jsx */
import type { ApiRule, WebhookRule } from '../../control/settings';
import { type Setting, shownValue } from './faults-form';
import { Pill } from './frame';

/** What a switch is called and does, and whether it is on. */
export const Title = ({
  name,
  what,
  on,
  children,
}: {
  name: string;
  what: string;
  on: boolean;
  children?: unknown;
}) => (
  <div class="title">
    <h3>
      {name} {on && <Pill state={{ word: 'On', tone: 'wait' }} />}
    </h3>
    <p class="quiet">{what}</p>
    {children}
  </div>
);

/** Names what it switches, as there is one pair for every row. */
export const Buttons = ({ name, on }: { name: string; on: boolean }) => (
  <div class="switch-buttons">
    <button
      type="submit"
      name="turn"
      value="on"
      class="small"
      aria-label={`${on ? 'Change' : 'Turn on'}: ${name}`}
    >
      {on ? 'Change' : 'Turn on'}
    </button>
    {on && (
      <button type="submit" name="turn" value="off" class="small" aria-label={`Turn off: ${name}`}>
        Turn off
      </button>
    )}
  </div>
);

/** The input of one setting of a rule. */
export const Adjust = ({
  id,
  setting,
  rule,
}: {
  key?: string;
  id: string;
  setting: Setting;
  rule: WebhookRule | ApiRule | undefined;
}) => {
  const value = shownValue(rule, setting);
  if (setting.choices) {
    return (
      <Choice id={id} name={setting.name} label={setting.label} value={value} choices={setting.choices} />
    );
  }
  return (
    <Input
      id={id}
      name={setting.name}
      label={setting.label}
      value={value}
      size={setting.kind === 'number' ? 6 : 14}
    />
  );
};

interface InputProps {
  id: string;
  name: string;
  label: string;
  value: string;
  size: number;
}

/** A labelled line to type into, `size` characters wide. */
export const Input = ({ id, name, label, value, size }: InputProps) => (
  <div class="setting">
    <label for={id}>{label}</label>
    <input id={id} name={name} value={value} size={size} autocomplete="off" spellcheck={false} />
  </div>
);

/** A labelled list to choose from. */
export const Choice = ({
  id,
  name,
  label,
  value,
  choices,
}: Omit<InputProps, 'size'> & { choices: NonNullable<Setting['choices']> }) => (
  <div class="setting">
    <label for={id}>{label}</label>
    <select id={id} name={name}>
      {choices.map(([choice, words]) => (
        <option key={choice} value={choice} selected={choice === value}>
          {words}
        </option>
      ))}
    </select>
  </div>
);
