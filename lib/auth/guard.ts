import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { auth } from './auth';
import { signInUrl } from './next-path';

/** A person who may see the merchant's side and act there. */
export interface Merchant {
  id: string;
  email: string;
  name: string;
}

/** Someone who is not signed in asked for something of the merchant's. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';
  constructor() {
    super('Sign in as the merchant first.');
  }
}

/** The merchant behind a request's headers, or null. Reads the session from the database, so signing out is at once. */
export async function merchantOf(requestHeaders: Headers): Promise<Merchant | null> {
  const found = await auth().api.getSession({ headers: requestHeaders });
  return found ? { id: found.user.id, email: found.user.email, name: found.user.name } : null;
}

/** The merchant of the request at hand, or null: read once for the layout and the page of one request. */
export const currentMerchant = cache(async (): Promise<Merchant | null> => merchantOf(await headers()));

/**
 * First line of every page under /merchant, each for itself: a layout is not drawn again when one moves between its
 * pages, so it guards nothing (I8). https://nextjs.org/docs/app/guides/authentication#layouts-and-auth-checks
 *
 * @param path the page's own address, to come back to
 */
export async function requireMerchant(path: string): Promise<Merchant> {
  return (await currentMerchant()) ?? redirect(signInUrl(path));
}

/**
 * First line of every action and route handler of the merchant's: each can be called without its page (I8).
 *
 * @throws {NotSignedIn}
 */
export async function merchantOrThrow(): Promise<Merchant> {
  const merchant = await currentMerchant();
  if (!merchant) throw new NotSignedIn();
  return merchant;
}
