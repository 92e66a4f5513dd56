import { auth } from '@/lib/auth/auth';

/** All that the merchant's sign-in needs; the rest of better-auth's endpoints are not offered. */
const offered = new Set([
  'POST /api/auth/sign-in/email',
  'POST /api/auth/sign-out',
  'GET /api/auth/get-session',
]);

/** better-auth behind a short list. https://www.better-auth.com/docs/integrations/next */
async function handle(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (!offered.has(`${request.method} ${pathname}`)) return new Response(null, { status: 404 });
  return await auth().handler(request);
}

export { handle as GET, handle as POST };
