import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { env } from '@/lib/env';
import { clientMessages } from '@/lib/i18n/messages';
import { display, text } from './fonts';
import './globals.css';

/** Titles and descriptions that a page does not set itself, in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  const [t, locale] = await Promise.all([getTranslations('meta'), getLocale()]);
  return {
    metadataBase: new URL(env().appUrl),
    title: { default: t('title'), template: t('template') },
    description: t('description'),
    openGraph: { siteName: 'Bottega Ottavia', locale: locale === 'it' ? 'it_IT' : 'en_GB', type: 'website' },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf7f1' },
    { media: '(prefers-color-scheme: dark)', color: '#151310' },
  ],
};

/** The bare sheet under every page: language, letters, colours. Headers belong to the parts of the house. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages] = await Promise.all([getLocale(), getMessages()]);
  return (
    <html lang={locale} data-scroll-behavior="smooth" className={`${display.variable} ${text.variable}`}>
      <body className="min-h-dvh bg-paper text-ink">
        <NextIntlClientProvider messages={clientMessages(messages)}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
