'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { safeNext } from '@/lib/auth/next-path';
import { type NewCookie, signIn, signOut } from '@/lib/auth/sign-in';

/** What the form shows after an attempt that did not work. */
export interface SignInState {
  problem: 'refused' | 'too_many' | null;
  email: string;
}

/** Signs in with an address and a password, and leads back to where the merchant came from. */
export async function signInAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '');
  const result = await signIn(email, String(form.get('password') ?? ''), await headers());
  if (!result.ok) return { problem: result.reason, email };
  await setCookies(result.cookies);
  redirect(safeNext(form.get('next')));
}

/** Ends the session, here and in the database. */
export async function signOutAction(): Promise<void> {
  await setCookies(await signOut(await headers()));
  redirect('/merchant/sign-in');
}

async function setCookies(fresh: NewCookie[]): Promise<void> {
  const jar = await cookies();
  for (const { name, value, options } of fresh) jar.set(name, value, options);
}
