import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { LocaleSwitch } from '@/app/ui/locale-switch';
import { SkipLink } from '@/app/ui/skip-link';
import { currentMerchant } from '@/lib/auth/guard';
import { signOutAction } from '../sign-in/actions';
import { NavLink } from '../ui/nav-link';

/**
 * Header of every page of the merchant's. It guards nothing: each page checks by itself, and where nobody is signed in
 * the page sends them away before anything of this is seen.
 */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const [t, merchant] = await Promise.all([getTranslations('merchant'), currentMerchant()]);
  const pages = [
    { href: '/merchant', also: '/merchant/orders', text: t('nav.orders') },
    { href: '/merchant/buyers', text: t('nav.buyers') },
    { href: '/merchant/parcels', text: t('nav.parcels') },
    { href: '/merchant/stock', text: t('nav.stock') },
    { href: '/merchant/links', text: t('nav.links') },
    { href: '/merchant/events', text: t('nav.events') },
    { href: '/merchant/integrations', text: t('nav.integrations') },
  ];
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink>{t('skip')}</SkipLink>
      <header className="border-b border-rule">
        <div className="wrap flex flex-wrap items-center gap-x-8 text-sm">
          <Link
            href="/"
            title={t('nav.shop')}
            className="display py-3 text-[1.2rem] leading-none whitespace-nowrap hover:text-accent"
          >
            Bottega
          </Link>
          <nav
            aria-label={t('nav.label')}
            className="row-scroll relative order-last -mx-2 w-full md:order-none md:mr-auto md:w-auto"
          >
            <ul className="flex">
              {pages.map((page) => (
                <li key={page.href}>
                  <NavLink href={page.href} also={page.also}>
                    {page.text}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
          {merchant && (
            <div className="ml-auto flex items-center gap-x-4 md:ml-0">
              <span className="hidden max-w-[16rem] truncate text-ink-faint lg:inline" title={merchant.email}>
                <span className="sr-only">{t('nav.signedInAs', { email: '' })}</span>
                {merchant.email}
              </span>
              <LocaleSwitch />
              <form action={signOutAction}>
                <button type="submit" className="min-h-11 whitespace-nowrap hover:text-accent">
                  {t('nav.signOut')}
                </button>
              </form>
            </div>
          )}
        </div>
      </header>
      <main id="content" tabIndex={-1} className="wrap flex-1 pt-6 pb-24 outline-none">
        {children}
      </main>
    </div>
  );
}
