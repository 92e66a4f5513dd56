import { expect, test, vi } from 'vitest';
import { createMerchant } from '@/lib/auth/create-merchant';
import { signIn } from '@/lib/auth/sign-in';
import { db } from '@/lib/db';
import { useDatabase } from '../../support/database';

// The other files sign in with passwords that are hashed in no time (tests/support/fast-passwords.ts).
vi.unmock('better-auth/crypto');

useDatabase();

const merchant = { email: 'ottavia@example.com', name: 'Ottavia', password: 'correct horse battery' };
const attempt = (password: string) => signIn(merchant.email, password, new Headers());

test('a merchant’s password is kept as a salted scrypt hash, and only it signs in', async () => {
  await createMerchant(merchant);
  const { password: kept } = await db().merchantAccount.findFirstOrThrow();
  // 16 bytes of salt, 64 of hash.
  expect(kept).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
  expect(await attempt('correct horse batterie')).toEqual({ ok: false, reason: 'refused' });
  expect(await attempt(merchant.password)).toMatchObject({ ok: true });
});

test('the same password of two merchants is kept as two different hashes', async () => {
  await createMerchant({ ...merchant, email: 'second@example.com' });
  const hashes = await db().merchantAccount.findMany({ select: { password: true } });
  expect(new Set(hashes.map(({ password }) => password)).size).toBe(2);
});
