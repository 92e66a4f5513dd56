import { expect, test } from 'vitest';
import { mayAskStripe } from '@/lib/orders/buyer/landing-budget';
import { useDatabase } from '../../support/database';
import { startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useSandbox();

test('invented sessions share a budget, and those of this shop are never turned away', async () => {
  const ours = await startSession([{ slug: 'quaderno-pdf', quantity: 1 }]);
  const now = Date.now();
  const invented = await Promise.all(
    Array.from({ length: 30 }, (_, at) => mayAskStripe(`cs_test_invented${at}`, now)),
  );
  expect(invented.filter(Boolean)).toHaveLength(10);
  expect(await mayAskStripe(ours, now)).toBe(true);
  expect(await mayAskStripe('cs_test_invented99', now + 1000)).toBe(true);
});
