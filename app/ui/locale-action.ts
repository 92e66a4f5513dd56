'use server';

import { cookies } from 'next/headers';
import { isLocale, localeCookie } from '@/lib/i18n/locales';
import { day } from '@/lib/time';

/** Remembers the language the person chose. The page they are on is drawn again in it; nobody is moved. */
export async function chooseLocale(form: FormData): Promise<void> {
  const locale = form.get('locale');
  if (!isLocale(locale)) return;
  (await cookies()).set(localeCookie, locale, { path: '/', sameSite: 'lax', maxAge: (365 * day) / 1000 });
}
