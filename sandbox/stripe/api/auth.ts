import { ApiError, invalid } from '../errors';
import { API_VERSION, type World } from '../world';
import { otherMode } from './modes';

const unauthorized = (message: string, code?: string) =>
  new ApiError(401, message, { type: 'invalid_request_error', code });

/**
 * Takes any well-formed test key, as bearer token or as the user name of basic auth.
 * https://docs.stripe.com/api/authentication
 *
 * @throws ApiError 401 for a missing, malformed, publishable or live key; 404 for a live key that asks for a test object.
 */
export function checkKey(world: World, header: string | undefined, path: string): void {
  const key = readKey(header);
  if (key === null) {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://docs.stripe.com/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  if (/^(sk|rk)_test_[A-Za-z0-9_]{3,}$/.test(key)) return;
  const masked = `${key.slice(0, 8)}${'*'.repeat(Math.max(0, key.length - 12))}${key.slice(8).slice(-4)}`;
  if (key.startsWith('pk_')) {
    throw unauthorized(
      'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
      'secret_key_required',
    );
  }
  if (/^(sk|rk)_live_/.test(key)) {
    throw (
      otherMode(world, path) ??
      unauthorized(
        `This sandbox takes test keys only; it refuses the live key ${masked}.`,
        'testmode_required',
      )
    );
  }
  throw unauthorized(`Invalid API Key provided: ${masked}`);
}

/** A client that names no version gets the one this speaks; any other is refused, as its objects would differ. */
export function checkVersion(header: string | undefined): void {
  if (header !== undefined && header !== API_VERSION) throw invalid(`Invalid Stripe API version: ${header}`);
}

function readKey(header: string | undefined): string | null {
  const [scheme = '', value = ''] = header?.trim().split(/\s+/, 2) ?? [];
  if (scheme.toLowerCase() === 'bearer') return value || null;
  if (scheme.toLowerCase() !== 'basic') return null;
  return Buffer.from(value, 'base64').toString().split(':')[0] || null;
}
