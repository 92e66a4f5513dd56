'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';

/**
 * A page in the merchant's navigation; marked while one is on it, or below `also`, and brought into sight where the
 * row of them is wider than the screen.
 */
export function NavLink({ href, also, children }: { href: string; also?: string; children: ReactNode }) {
  const pathname = usePathname();
  const below = (root: string) => pathname.startsWith(`${root}/`);
  const current = pathname === href || (also ? below(also) : below(href));
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const row = link.current?.closest('nav');
    if (!current || !link.current || !row) return;
    row.scrollLeft = link.current.offsetLeft - (row.clientWidth - link.current.offsetWidth) / 2;
  }, [current]);
  return (
    <Link
      ref={link}
      href={href}
      aria-current={pathname === href ? 'page' : current ? 'true' : undefined}
      className={`flex min-h-11 items-center px-2 whitespace-nowrap hover:text-accent ${current ? 'font-medium text-ink shadow-[inset_0_-2px_0_currentColor]' : 'text-ink-soft'}`}
    >
      {children}
    </Link>
  );
}
