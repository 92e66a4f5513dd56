/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { asset } from './assets';

interface DocumentProps {
  language: string;
  title: string;
  script: 'checkout.js' | 'console.js';
  bodyClass: string;
  /** Origin of the page around an embedded one, which is told of its height and its end. */
  parentOrigin?: string;
  children: Child;
}

/** The HTML document every page of the sandbox is. */
export const Document = ({ language, title, script, bodyClass, parentOrigin, children }: DocumentProps) => (
  <>
    {raw('<!doctype html>')}
    <html lang={language}>
      {/* biome-ignore lint/style/noHeadElement: served by Hono, there is no next/head here */}
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href={asset('mark.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={asset('style.css')} />
        <script type="module" src={asset(script)} />
      </head>
      <body class={bodyClass} data-parent-origin={parentOrigin}>
        {children}
      </body>
    </html>
  </>
);
