import type { SessionCreate } from '../api/schemas/checkout';
import { invalid } from '../errors';
import { now } from '../state/ids';

const DAY = 86_400;

type Mode = 'payment' | 'subscription';

/** Parameters that one mode takes and the other refuses. */
const ONLY_IN = {
  payment: ['customer_creation', 'invoice_creation', 'payment_intent_data', 'shipping_options'],
  subscription: ['payment_method_collection', 'subscription_data'],
} as const;

/**
 * What a new session's parameters may not be together, beside the addresses and the lines.
 * https://docs.stripe.com/api/checkout/sessions/create
 */
export function checkTogether(input: SessionCreate, mode: Mode): void {
  checkOnlyIn(input, mode);
  if (input.customer !== undefined && input.customer_email !== undefined) {
    const message = 'You may only specify one of these parameters: customer, customer_email.';
    throw invalid(message, 'customer', 'parameters_exclusive');
  }
  if (input.customer !== undefined && input.customer_creation !== undefined) {
    const message = 'You may only specify one of these parameters: customer, customer_creation.';
    throw invalid(message, 'customer', 'parameters_exclusive');
  }
  if (input.customer === undefined && input.customer_update !== undefined) {
    throw invalid('`customer_update` can only be used with `customer`.', 'customer_update');
  }
  checkTrial(input.subscription_data);
  checkCustomFields(input.custom_fields ?? []);
}

/** @throws ApiError 400 for a parameter that only the other mode takes; a Payment Link's mode follows from its prices. */
export function checkOnlyIn(input: { [Name in (typeof ONLY_IN)[Mode][number]]?: unknown }, mode: Mode): void {
  for (const name of ONLY_IN[mode === 'payment' ? 'subscription' : 'payment']) {
    if (input[name] === undefined) continue;
    throw invalid(`You can not pass \`${name}\` in \`${mode}\` mode.`, name);
  }
}

function checkTrial(data: SessionCreate['subscription_data']): void {
  if (data?.trial_end === undefined) return;
  if (data.trial_period_days !== undefined) {
    const names = 'subscription_data[trial_end], subscription_data[trial_period_days]';
    const message = `You may only specify one of these parameters: ${names}.`;
    throw invalid(message, 'subscription_data[trial_end]', 'parameters_exclusive');
  }
  if (data.trial_end < now() + 2 * DAY) {
    const message = 'The `trial_end` date has to be at least 2 days in the future.';
    throw invalid(message, 'subscription_data[trial_end]');
  }
}

function checkCustomFields(fields: NonNullable<SessionCreate['custom_fields']>): void {
  for (const [index, { key, type, dropdown }] of fields.entries()) {
    const at = `custom_fields[${index}]`;
    if (fields.findIndex((field) => field.key === key) !== index) {
      throw invalid(`\`custom_fields\` keys must be unique. The key \`${key}\` is used twice.`, `${at}[key]`);
    }
    if (type === 'dropdown' && !dropdown?.options.length) {
      const param = `${at}[dropdown][options]`;
      throw invalid(`Missing required param: ${param}.`, param, 'parameter_missing');
    }
  }
}
