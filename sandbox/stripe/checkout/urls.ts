import type { SessionCreate } from '../api/schemas/checkout';
import { invalid } from '../errors';

/** Where the shopper opens a hosted session. */
export function sessionUrl(publicUrl: string, id: string): string {
  return `${publicUrl}/c/pay/${id}`;
}

export function linkUrl(publicUrl: string, id: string): string {
  return `${publicUrl}/l/${id.slice('plink_'.length)}`;
}

/** Which of the return addresses a UI mode takes. https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-ui_mode */
export function checkUrls(
  input: SessionCreate,
  uiMode: 'embedded_page' | 'hosted_page',
  fromPaymentLink: boolean,
): void {
  if (uiMode === 'hosted_page') {
    refuse(input, ['return_url', 'redirect_on_completion'], uiMode);
    if (input.success_url === undefined && !fromPaymentLink) need('success_url');
    return;
  }
  refuse(input, ['success_url', 'cancel_url'], uiMode);
  if (input.redirect_on_completion === 'never') {
    if (input.return_url !== undefined) {
      throw invalid('`return_url` cannot be passed when `redirect_on_completion` is `never`.', 'return_url');
    }
  } else if (input.return_url === undefined) {
    need('return_url');
  }
}

function refuse(input: SessionCreate, names: (keyof SessionCreate)[], uiMode: string): void {
  const given = names.filter((name) => input[name] !== undefined);
  if (given.length === 0) return;
  const message = `The following parameters are not supported with \`ui_mode: ${uiMode}\`: ${given.join(', ')}.`;
  throw invalid(message, given[0]);
}

function need(name: string): never {
  throw invalid(`Missing required param: ${name}.`, name, 'parameter_missing');
}
