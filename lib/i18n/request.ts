import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { isLocale, type Locale, localeCookie, preferredLocale } from './locales';
import { loadMessages } from './messages';

/** The language of the request at hand: what the person chose, else what the browser asks for. */
async function requestLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(localeCookie)?.value;
  return isLocale(chosen) ? chosen : preferredLocale((await headers()).get('accept-language'));
}

/** next-intl without locale in the address. https://next-intl.dev/docs/getting-started/app-router/without-i18n-routing */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : await requestLocale();
  return { locale, timeZone: 'Europe/Rome', messages: await loadMessages(locale) };
});
