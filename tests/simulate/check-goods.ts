import type { ShopModel } from './shop-model';
import { hold } from './violation';

/** Stock is never negative and never lost, and each unit is where the rows say it is (I4). */
export function checkGoods({ stock, supplied, orders, holds, checkouts }: ShopModel): void {
  for (const { variantId, onHand, held, sold } of stock) {
    hold(onHand >= 0 && held >= 0 && sold >= 0, 'I4', () => `${variantId} has ${onHand}, ${held}, ${sold}`);
    let taken = 0;
    for (const { lines } of orders.values()) {
      for (const line of lines) if (line.variantId === variantId) taken += line.stockTaken;
    }
    let open = 0;
    for (const row of holds) if (row.variantId === variantId && row.state === 'held') open += row.quantity;
    hold(sold === taken, 'I4', () => `${sold} of ${variantId} are sold, and lines took ${taken}`);
    hold(held === open, 'I4', () => `${held} of ${variantId} are held, and holds are open for ${open}`);
    hold(
      onHand + held + sold === supplied.get(variantId),
      'I4',
      () => `units of ${variantId} were lost or made`,
    );
  }
  for (const { checkoutId, state } of holds) {
    if (state !== 'held') continue;
    const checkout = checkouts.find(({ id }) => id === checkoutId);
    const isOver = checkout?.state === 'expired' || checkout?.state === 'failed';
    hold(!isOver, 'I4', () => `the checkout ${checkoutId} is over and still holds stock`);
  }
}
