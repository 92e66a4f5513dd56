import { describe, expect, test } from 'vitest';
import { POST } from '@/app/api/auth/[...all]/route';
import { auth } from '@/lib/auth/auth';
import { createMerchant, UnacceptableMerchant } from '@/lib/auth/create-merchant';
import { merchantOf } from '@/lib/auth/guard';
import { type NewCookie, signIn, signOut } from '@/lib/auth/sign-in';
import { limitAttempts } from '@/lib/auth/sign-in-limit';
import { db } from '@/lib/db';
import { useDatabase } from '../../support/database';

useDatabase();

const password = 'correct horse battery';
const from = (address: string) => new Headers({ 'x-forwarded-for': address });
const withCookies = (cookies: NewCookie[]) =>
  new Headers({
    cookie: cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; '),
  });

async function signedIn(email: string, address: string): Promise<Headers> {
  const result = await signIn(email, password, from(address));
  if (!result.ok) throw new Error(result.reason);
  return withCookies(result.cookies);
}

describe('making a merchant', () => {
  test('works once, and again only to set a new password, which ends their sessions', async () => {
    const merchant = { email: 'Ottavia@Example.com', name: 'Ottavia', password };
    expect(await createMerchant(merchant)).toBe('created');
    expect(await createMerchant({ ...merchant, password: 'something else entirely' })).toBe('exists');
    const session = await signedIn('ottavia@example.com', '192.0.2.1');
    expect(await merchantOf(session)).toMatchObject({ email: 'ottavia@example.com', name: 'Ottavia' });

    expect(await createMerchant({ ...merchant, password: 'a new one, long enough' }, { reset: true })).toBe(
      'reset',
    );
    expect(await merchantOf(session)).toBeNull();
    expect(await signIn('ottavia@example.com', password, from('192.0.2.1'))).toMatchObject({ ok: false });
    expect(await signIn('ottavia@example.com', 'a new one, long enough', from('192.0.2.1'))).toMatchObject({
      ok: true,
    });
  });

  test.each([
    [{ email: 'nobody', password, name: 'N' }, /e-mail address/],
    [{ email: 'n@example.com', password: 'elevenchars', name: 'N' }, /12 characters/],
    [{ email: 'n@example.com', password: 'x'.repeat(129), name: 'N' }, /128 characters/],
  ])('refuses %j', async (merchant, why) => {
    await expect(createMerchant(merchant)).rejects.toThrow(UnacceptableMerchant);
    await expect(createMerchant(merchant)).rejects.toThrow(why);
    expect(await db().merchantUser.count({ where: { email: 'n@example.com' } })).toBe(0);
  });
});

describe('signing in', () => {
  test('answers a wrong password and an unknown address alike', async () => {
    await createMerchant({ email: 'known@example.com', name: 'K', password });
    const wrong = await signIn('known@example.com', 'not the password', from('192.0.2.2'));
    const unknown = await signIn('unknown@example.com', password, from('192.0.2.2'));
    const malformed = await signIn('no address', password, from('192.0.2.2'));
    expect([wrong, unknown, malformed]).toEqual(Array(3).fill({ ok: false, reason: 'refused' }));
  });

  test('sets a cookie that scripts cannot read and other sites do not send', async () => {
    await createMerchant({ email: 'cookie@example.com', name: 'C', password });
    const result = await signIn(' Cookie@example.com ', password, from('192.0.2.3'));
    expect(result.ok && result.cookies).toMatchObject([
      { name: 'bottega.session_token', options: { httpOnly: true, sameSite: 'lax', path: '/' } },
    ]);
  });

  test('ends with signing out, here and in the database', async () => {
    await createMerchant({ email: 'leaver@example.com', name: 'L', password });
    const session = await signedIn('leaver@example.com', '192.0.2.4');
    const cookies = await signOut(session);
    expect(cookies.find(({ name }) => name === 'bottega.session_token')).toMatchObject({
      value: '',
      options: { maxAge: 0 },
    });
    expect(await merchantOf(session)).toBeNull();
    const left = { where: { user: { email: 'leaver@example.com' } } };
    expect(await db().merchantSession.count(left)).toBe(0);
  });

  test('is not believed to a token that is tampered with or expired', async () => {
    await createMerchant({ email: 'token@example.com', name: 'T', password });
    const session = await signedIn('token@example.com', '192.0.2.5');
    const cookie = session.get('cookie') ?? '';
    expect(await merchantOf(new Headers({ cookie: cookie.replace(/token=.{4}/, 'token=AAAA') }))).toBeNull();
    expect(await merchantOf(session)).not.toBeNull();
    await db().merchantSession.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    expect(await merchantOf(session)).toBeNull();
  });

  test('stops after ten attempts on one account, wherever they come from, and only on that account', async () => {
    await createMerchant({ email: 'target@example.com', name: 'T', password });
    await createMerchant({ email: 'other@example.com', name: 'O', password });
    const guesses = await Promise.all(
      Array.from({ length: limitAttempts + 5 }, (_, at) =>
        signIn('target@example.com', `guess number ${at}`, from(`198.51.100.${at}`)),
      ),
    );
    expect(guesses.filter((guess) => !guess.ok && guess.reason === 'refused')).toHaveLength(limitAttempts);
    expect(guesses.filter((guess) => !guess.ok && guess.reason === 'too_many')).toHaveLength(5);
    expect(await signIn('target@example.com', password, from('192.0.2.6'))).toEqual({
      ok: false,
      reason: 'too_many',
    });
    expect(await signIn('other@example.com', password, from('192.0.2.6'))).toMatchObject({ ok: true });
  });

  test('forgets the failed attempts of an account once its owner is in', async () => {
    await createMerchant({ email: 'clumsy@example.com', name: 'C', password });
    for (let at = 0; at < limitAttempts * 2; at++) {
      const right = at % 5 === 4;
      const result = await signIn(
        'clumsy@example.com',
        right ? password : 'mistyped it',
        from(`203.0.113.${at}`),
      );
      expect(result.ok).toBe(right);
    }
  });
});

describe('over HTTP', () => {
  const post = (path: string, body: object) =>
    POST(
      new Request(`http://shop.test/api/auth/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: 'http://shop.test',
          'x-forwarded-for': '192.0.2.9',
        },
        body: JSON.stringify(body),
      }),
    );

  test.each(['sign-up/email', 'request-password-reset', 'change-password', 'update-user', 'delete-user'])(
    'there is no %s',
    async (path) => {
      const response = await post(path, { email: 'new@example.com', password, name: 'New' });
      expect(response.status).toBe(404);
      expect(await db().merchantUser.count({ where: { email: 'new@example.com' } })).toBe(0);
    },
  );

  test('nobody signs up inside the process either', async () => {
    const body = { email: 'new@example.com', password, name: 'New' };
    await expect(auth().api.signUpEmail({ body })).rejects.toThrow();
  });
});
