import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import { env } from '../env';
import { auth } from './auth';

/** A cookie for the browser, as Next's `cookies().set` takes it. */
export interface NewCookie {
  name: string;
  value: string;
  options: ReturnType<typeof toCookieOptions>;
}

/** How an attempt to sign in went. */
export type SignIn = { ok: true; cookies: NewCookie[] } | { ok: false; reason: 'refused' | 'too_many' };

/**
 * Signs a merchant in for a form of our own. It goes through the same door as `POST /api/auth/sign-in/email`, so that
 * the limits on attempts hold here too.
 *
 * @param from the request's headers: the address it came from counts for the limit
 * @returns `refused` for a wrong password and for an unknown address alike
 */
export async function signIn(email: string, password: string, from: Headers): Promise<SignIn> {
  const headers = new Headers({ 'content-type': 'application/json', origin: env().appUrl });
  for (const name of ['x-forwarded-for', 'user-agent']) {
    const value = from.get(name);
    if (value) headers.set(name, value);
  }
  const response = await auth().handler(
    new Request(`${env().appUrl}/api/auth/sign-in/email`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email: email.trim(), password }),
    }),
  );
  if (response.ok) return { ok: true, cookies: cookiesOf(response.headers) };
  if (response.status >= 500) throw new Error(`signing in failed with status ${response.status}`);
  return { ok: false, reason: response.status === 429 ? 'too_many' : 'refused' };
}

/** Ends the session of a request. @returns the cookies that make the browser forget it */
export async function signOut(from: Headers): Promise<NewCookie[]> {
  const { headers } = await auth().api.signOut({ headers: from, returnHeaders: true });
  return cookiesOf(headers);
}

function cookiesOf(headers: Headers): NewCookie[] {
  const parsed = parseSetCookieHeader(headers.get('set-cookie') ?? '');
  return [...parsed].map(([name, attributes]) => ({
    name,
    value: attributes.value,
    options: toCookieOptions(attributes),
  }));
}
