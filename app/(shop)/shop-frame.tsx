import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { LocaleSwitch } from '@/app/ui/locale-switch';
import { SkipLink } from '@/app/ui/skip-link';
import { countItems } from '@/lib/checkout/cart';
import { readCart } from '@/lib/checkout/cart-cookie';

/** Header and footer of every page a shopper sees, and the place for the page between them. */
export async function ShopFrame({ children }: { children: ReactNode }) {
  const t = await getTranslations('frame');
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink>{t('skip')}</SkipLink>
      <Header />
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <Footer />
    </div>
  );
}

async function Header() {
  const [t, cart] = await Promise.all([getTranslations('frame'), readCart()]);
  const count = countItems(cart);
  return (
    <header className="border-b border-rule">
      <div className="wrap flex min-h-16 items-center gap-x-5 sm:gap-x-8">
        <Link
          href="/"
          aria-label={t('home')}
          className="display mr-auto py-3 text-[1.3rem] leading-none whitespace-nowrap hover:text-accent"
        >
          Bottega Ottavia
        </Link>
        <Link href="/workshop" className="hidden py-3 text-sm hover:text-accent sm:block">
          {t('workshop')}
        </Link>
        <LocaleSwitch />
        <Link href="/cart" className="inline-flex min-h-11 items-center gap-2 text-sm hover:text-accent">
          {t('cart')}
          <span
            className={`figures inline-flex h-6 min-w-6 items-center justify-center rounded-sm px-1.5 text-xs font-medium ${count > 0 ? 'bg-ink text-paper' : 'border border-rule text-ink-faint'}`}
          >
            {count}
          </span>
          <span className="sr-only">{t('cartItems', { count })}</span>
        </Link>
      </div>
    </header>
  );
}

async function Footer() {
  const t = await getTranslations('frame');
  const links = [
    { href: '/workshop', text: t('workshop') },
    { href: '/orders', text: t('findOrders') },
    { href: '/shipping', text: t('shipping') },
    { href: '/privacy', text: t('privacy') },
  ];
  return (
    <footer className="mt-24 border-t border-rule sm:mt-32">
      <div className="wrap grid gap-x-8 gap-y-8 py-12 text-sm text-ink-soft sm:grid-cols-12">
        <div className="sm:col-span-5">
          <p className="display text-title text-ink">Bottega Ottavia</p>
          <p className="mt-2 max-w-[36ch]">{t('imprint')}</p>
        </div>
        <div className="sm:col-span-4">
          <p className="max-w-[36ch]">{t('hours')}</p>
          <p className="mt-2 max-w-[36ch]">{t('payments')}</p>
        </div>
        <nav aria-label={t('menu')} className="sm:col-span-3 sm:-mt-1.5">
          <ul>
            {links.map(({ href, text }) => (
              <li key={href}>
                <Link href={href} className="inline-block py-1.5 text-ink hover:text-accent">
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  );
}
