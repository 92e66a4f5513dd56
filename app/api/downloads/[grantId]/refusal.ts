import { getLocale, getTranslations } from 'next-intl/server';

/** Why a file is not sent. */
export type Refusal = 'unknown' | 'expired' | 'revoked' | 'frozen' | 'usedUp' | 'away';

const statusOf: Record<Refusal, number> = {
  unknown: 404,
  expired: 410,
  revoked: 410,
  frozen: 423,
  usedUp: 410,
  away: 503,
};

/**
 * What is the matter and where to go, with the status that says it to software: one plain sentence, or a page where a
 * person followed the link. A page of Next's could not bear these statuses, so this one carries its own few styles.
 */
export async function refuse(reason: Refusal, request: Request): Promise<Response> {
  const t = await getTranslations('downloads');
  const status = statusOf[reason];
  const headers = { 'Cache-Control': 'no-store', Vary: 'Accept' };
  if (!request.headers.get('accept')?.includes('text/html')) {
    return new Response(`${t(reason)}\n`, {
      status,
      headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
    });
  }
  const page = html({
    locale: await getLocale(),
    shop: t('shop'),
    title: t(`titles.${reason}`),
    text: t(reason),
    find: t('find'),
  });
  return new Response(page, { status, headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' } });
}

/** The house's paper and ink, as in app/globals.css; its words are the shop's own and hold nothing from outside. */
const style = `
:root{color-scheme:light dark;--paper:#faf7f1;--ink:#1e1a16;--soft:#544c42;--rule:#ddd5c7;--accent:#a23a1e;--on:#fffaf4}
@media (prefers-color-scheme:dark){:root{--paper:#151310;--ink:#efe8db;--soft:#bfb5a5;--rule:#37312a;--accent:#dd6f47;--on:#1c100a}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.55 "Helvetica Neue",Arial,sans-serif}
header{border-bottom:1px solid var(--rule)}
header a,main{display:block;max-width:72rem;margin:0 auto;padding:0 clamp(1.25rem,4vw,3rem)}
header a{padding-block:1rem;color:inherit;text-decoration:none}
header a,h1{font-family:Georgia,"Times New Roman",serif}
h1{margin:clamp(3rem,9vw,6rem) 0 0;max-width:16ch;text-wrap:balance;font-size:clamp(2.25rem,1.6rem + 3vw,4rem);font-weight:400;line-height:1.06;letter-spacing:-.02em}
p{margin:1.5rem 0 2.25rem;max-width:52ch;color:var(--soft)}
main a{display:inline-block;padding:.65rem 1.25rem;border-radius:2px;background:var(--accent);color:var(--on);font-size:1rem;font-weight:600;text-decoration:none}
a:focus-visible{outline:2px solid var(--ink);outline-offset:3px}`;

const html = (words: { locale: string; shop: string; title: string; text: string; find: string }): string =>
  `<!doctype html>
<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${words.title} · ${words.shop}</title>
<style>${style}</style>
</head>
<body>
<header><a href="/">${words.shop}</a></header>
<main><h1>${words.title}</h1><p>${words.text}</p><a href="/orders">${words.find}</a></main>
</body>
</html>
`;
