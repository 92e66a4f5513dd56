import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { z } from 'zod';
import { db } from '../db';
import { shortestPassword } from './auth';

const longestPassword = 128;

const shape = z.object({
  email: z.email('is not an e-mail address.').transform((email) => email.toLowerCase()),
  password: z
    .string()
    .min(shortestPassword, `needs at least ${shortestPassword} characters.`)
    .max(longestPassword, `may have at most ${longestPassword} characters.`),
  name: z.string().min(1, 'may not be empty.'),
});

/** What a merchant is made of was not acceptable; `message` is a sentence for the person at the keyboard. */
export class UnacceptableMerchant extends Error {
  override readonly name = 'UnacceptableMerchant';
}

/**
 * Makes somebody a merchant, with the rows that better-auth's own sign-up would write: an account of provider
 * `credential` whose account ID is the user's. All or nothing, and safe to repeat.
 *
 * @param reset where the merchant exists: give them this password and end their sessions
 * @returns `exists` where nothing was changed
 * @throws {UnacceptableMerchant}
 */
export async function createMerchant(
  merchant: { email: string; password: string; name: string },
  { reset = false } = {},
): Promise<'created' | 'reset' | 'exists'> {
  const parsed = shape.safeParse(merchant);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new UnacceptableMerchant(`The ${String(issue?.path[0])} ${issue?.message}`);
  }
  const { email, name } = parsed.data;
  const password = await hashPassword(parsed.data.password);
  return await db().$transaction(async (tx) => {
    const known = await tx.merchantUser.findUnique({ where: { email }, select: { id: true } });
    if (known && !reset) return 'exists';
    const userId = known?.id ?? randomUUID();
    if (!known) await tx.merchantUser.create({ data: { id: userId, email, name, emailVerified: true } });
    const changed = await tx.merchantAccount.updateMany({
      where: { userId, providerId: 'credential' },
      data: { password },
    });
    if (changed.count === 0) {
      const account = { id: randomUUID(), accountId: userId, providerId: 'credential', userId, password };
      await tx.merchantAccount.create({ data: account });
    }
    if (!known) return 'created';
    await tx.merchantSession.deleteMany({ where: { userId } });
    return 'reset';
  });
}
