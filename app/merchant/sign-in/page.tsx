import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LocaleSwitch } from '@/app/ui/locale-switch';
import { currentMerchant } from '@/lib/auth/guard';
import { safeNext } from '@/lib/auth/next-path';
import { SignInForm } from './sign-in-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('merchant.signIn'))('title') };
}

/** Where a merchant signs in; whoever is signed in goes on to where they wanted to be. */
export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const next = safeNext((await searchParams).next);
  if (await currentMerchant()) redirect(next);
  const t = await getTranslations('merchant.signIn');
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="wrap flex min-h-14 items-center justify-between">
        <Link href="/" className="display py-3 text-[1.2rem] leading-none hover:text-accent">
          Bottega Ottavia
        </Link>
        <LocaleSwitch />
      </header>
      <main className="wrap flex-1 pt-[8vh] pb-24">
        <div className="mx-auto w-full max-w-[24rem]">
          <h1 className="display text-heading">{t('title')}</h1>
          <p className="mt-2 text-ink-soft">{t('lead')}</p>
          <SignInForm
            next={next}
            texts={{
              email: t('email'),
              password: t('password'),
              submit: t('submit'),
              pending: t('pending'),
              refused: t('refused'),
              refusedText: t('refusedText'),
              tooMany: t('tooMany'),
              tooManyText: t('tooManyText'),
            }}
          />
        </div>
      </main>
    </div>
  );
}
