import { beforeEach, describe, expect, test } from 'vitest';
import { requireApiKey } from '@/lib/auth/api-key';
import { db } from '@/lib/db';
import { createApiKey, listApiKeys, revokeApiKey } from '@/lib/integrations/api-keys';
import { useDatabase } from '../../support/database';

useDatabase();
const actor = 'ottavia@bottega.example';

const ask = (authorization?: string) =>
  requireApiKey(new Request('http://shop.test/api', { headers: authorization ? { authorization } : {} }));

async function makeKey(name: string): Promise<string> {
  const result = await createApiKey(name, actor);
  if (!result.created) throw new Error(result.reason);
  return result.key;
}

beforeEach(() => db().apiKey.deleteMany());

describe('an API key', () => {
  test('lets in whoever has it, and only its hash is kept', async () => {
    const key = await makeKey('ERP');
    expect(key).toMatch(/^bk_[\w-]{43}$/);
    expect(await ask(`Bearer ${key}`)).toMatchObject({ name: 'ERP' });
    expect(await ask(`bearer  ${key} `)).toMatchObject({ name: 'ERP' });
    const stored = JSON.stringify(await db().apiKey.findMany());
    expect(stored).not.toContain(key.slice(9));
    expect(await listApiKeys()).toMatchObject([{ name: 'ERP', prefix: key.slice(0, 9), createdBy: actor }]);
  });

  test('that is missing, malformed, unknown or revoked is refused, and the answer says which', async () => {
    const key = await makeKey('ERP');
    const [row] = await listApiKeys();
    const unknown = `bk_${'A'.repeat(43)}`;
    const refusals: [authorization: string | undefined, words: string][] = [
      [undefined, 'Send an API key'],
      ['Basic dXNlcjpwYXNz', 'has to be'],
      ['Bearer bk_short', 'has to be'],
      [`Bearer ${unknown}`, 'not known'],
    ];
    for (const [authorization, words] of refusals) {
      const answer = await ask(authorization);
      if (!(answer instanceof Response)) throw new Error('let in');
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="bottega"/);
      expect((await answer.json()).error.message).toContain(words);
    }
    expect(await revokeApiKey(row?.id)).toEqual({ revoked: true, name: 'ERP' });
    expect(await revokeApiKey(row?.id)).toEqual({ revoked: false, reason: 'already' });
    expect(await revokeApiKey('nonsense')).toEqual({ revoked: false, reason: 'no_key' });
    const answer = await ask(`Bearer ${key}`);
    expect(answer instanceof Response && (await answer.json()).error.message).toContain('revoked');
  });

  test('notes when it was used, at most once a minute', async () => {
    const key = await makeKey('ERP');
    const usedAt = async () => (await listApiKeys())[0]?.lastUsedAt;
    expect(await usedAt()).toBeNull();
    await ask(`Bearer ${key}`);
    const first = await usedAt();
    expect(first).not.toBeNull();
    await ask(`Bearer ${key}`);
    expect(await usedAt()).toEqual(first);
    await db().apiKey.updateMany({ data: { lastUsedAt: new Date(Date.now() - 61_000) } });
    await ask(`Bearer ${key}`);
    expect((await usedAt())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? 0);
  });

  test('is made once, whoever presses twice, and has a name', async () => {
    const twice = await Promise.all([1, 2].map(() => createApiKey(' ERP ', actor)));
    expect(twice.filter(({ created }) => created)).toHaveLength(1);
    expect(twice.find(({ created }) => !created)).toEqual({ created: false, reason: 'known' });
    expect(await createApiKey('  ', actor)).toEqual({ created: false, reason: 'no_name' });
    expect(await createApiKey('x'.repeat(61), actor)).toEqual({ created: false, reason: 'too_long' });
  });
});
