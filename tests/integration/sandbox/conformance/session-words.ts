import type { Refused } from './rule';

/** What is sent on top of a good request; prices stand as words, times as seconds from now. */
export type Change = Record<string, unknown>;

export const unknown = (param: string): Refused => ({
  param,
  code: 'parameter_unknown',
  message: `Received unknown parameter: ${param}`,
});
export const missing = (param: string): Refused => ({
  param,
  code: 'parameter_missing',
  message: `Missing required param: ${param}.`,
});
export const none = (kind: string, id: string, param: string): Refused => ({
  param,
  code: 'resource_missing',
  message: `No such ${kind}: '${id}'`,
});
export const exclusive = (names: string, param: string): Refused => ({
  param,
  code: 'parameters_exclusive',
  message: `You may only specify one of these parameters: ${names}.`,
});

export const UI_MODES = 'Invalid ui_mode: must be one of elements, embedded_page, form, or hosted_page';
export const RECURRING =
  'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.';
export const EMPTY =
  "You passed an empty string for 'client_reference_id'. We assume empty values are an attempt to unset a parameter; however 'client_reference_id' cannot be unset. You should remove 'client_reference_id' from your request or supply a non-empty value.";
export const EURO_EXPECTED = "`usd` doesn't match the expected currency: `eur`.";
export const line = (more: object = {}) => ({ price: 'P', quantity: 1, ...more });
export const embedded = { ui_mode: 'embedded_page', success_url: undefined };
export const field = (key: string, more: object = {}) => ({
  key,
  label: { type: 'custom', custom: 'L' },
  type: 'text',
  ...more,
});
export const LONG = 'v'.repeat(501);
export const KEY = 'k'.repeat(41);

/** One row per rule: its name, what is sent, and how Stripe refuses it. */
export type Row = [rule: string, change: Change, expected: Refused];
