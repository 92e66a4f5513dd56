import { buyerAddress } from '@/lib/buyers/buyer-address';
import { db } from '@/lib/db';

/** A buyer with this address, made where there is none; the latest name stays. @returns their ID */
export async function makeBuyer(email: string, name: string | null = null): Promise<string> {
  const address = buyerAddress(email);
  const { id } = await db().buyer.upsert({
    where: { email: address },
    create: { email: address, name },
    update: name === null ? {} : { name },
  });
  return id;
}
