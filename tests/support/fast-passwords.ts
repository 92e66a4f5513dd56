import { createHash } from 'node:crypto';
import { vi } from 'vitest';

const digest = (password: string): string => `test:${createHash('sha256').update(password).digest('hex')}`;

/*
 * For every test file but tests/integration/merchant/password-hash.test.ts: scrypt takes a tenth of a second and 16 MB,
 * which a sign-in should cost a thief, not a test. It is put in the place of the library's own module, so the shop has
 * no switch that could be left on.
 */
vi.mock('better-auth/crypto', async (original) => ({
  ...(await original<typeof import('better-auth/crypto')>()),
  hashPassword: async (password: string) => digest(password),
  verifyPassword: async ({ hash, password }: { hash: string; password: string }) => hash === digest(password),
}));
