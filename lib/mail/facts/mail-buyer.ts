import { db } from '../../db';
import { NothingToTell } from '../nothing-to-tell';

/**
 * The buyer a mail about all their orders goes to.
 *
 * @throws {NothingToTell} where there is none, or their details were erased
 */
export async function loadMailBuyer(buyerId: string | undefined): Promise<string> {
  const buyer = buyerId
    ? await db().buyer.findUnique({ where: { id: buyerId }, select: { id: true, email: true } })
    : null;
  if (!buyer) throw new NothingToTell('gone');
  if (!buyer.email) throw new NothingToTell('details_erased');
  return buyer.id;
}
