import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { useDatabase } from '../support/database';

useDatabase();

const lonely = () => ({ slug: `lonely-${randomUUID()}`, family: 'x', position: 2, image: 'x' });

test('a product without a variant is refused, made so or left so', async () => {
  await expect(db().product.create({ data: lonely() })).rejects.toThrow('no variant');
  const { id } = await db().product.create({ data: { ...lonely(), variants: { create: {} } } });
  await expect(db().productVariant.deleteMany({ where: { productId: id } })).rejects.toThrow('no variant');
  await db().product.delete({ where: { id } });
});
