/** Where a merchant arrives after signing in, unless they came from somewhere. */
export const merchantHome = '/merchant';

/**
 * The page to return to after signing in: only one under /merchant on this very site, whatever the address said.
 * Parsed the way a browser would, so that `//elsewhere`, `/\elsewhere` and `/merchant/../cart` do not get through.
 */
export function safeNext(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return merchantHome;
  const here = 'http://here.invalid';
  if (!URL.canParse(value, here)) return merchantHome;
  const { origin, pathname, search } = new URL(value, here);
  const inside = pathname === merchantHome || pathname.startsWith(`${merchantHome}/`);
  if (origin !== here || !inside || pathname.startsWith(`${merchantHome}/sign-in`)) return merchantHome;
  return pathname + search;
}

/** The sign-in page that leads back to a page. */
export const signInUrl = (next: string): string => {
  const back = safeNext(next);
  return back === merchantHome
    ? '/merchant/sign-in'
    : `/merchant/sign-in?${new URLSearchParams({ next: back })}`;
};
