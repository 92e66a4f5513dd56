'use client';

import { display, text } from './fonts';
import './globals.css';

/**
 * The last page there is: even the language could not be told, so it speaks both.
 * https://nextjs.org/docs/app/api-reference/file-conventions/error#global-error
 */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={`${display.variable} ${text.variable}`}>
      <head>
        <title>Bottega Ottavia</title>
      </head>
      <body className="min-h-dvh bg-paper text-ink">
        <main className="wrap pt-16 sm:pt-28">
          <h1 className="display text-heading">This page did not come together.</h1>
          <p className="mt-3 text-ink-soft">
            Nothing is lost: what has been paid stays paid, and your cart is as it was.
          </p>
          <p lang="it" className="mt-8 display text-title">
            Questa pagina non si è composta.
          </p>
          <p lang="it" className="mt-1 text-ink-soft">
            Non si è perso nulla: quello che è pagato resta pagato, e il carrello è com’era.
          </p>
          <button
            type="button"
            onClick={retry}
            className="mt-8 min-h-11 rounded-sm bg-accent px-5 py-2.5 font-medium text-on-accent"
          >
            Try again · Riprova
          </button>
        </main>
      </body>
    </html>
  );
}
