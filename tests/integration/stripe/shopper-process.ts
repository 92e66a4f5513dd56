import { stripe } from '../../../lib/stripe/client';
import { callStripe } from '../../../lib/stripe/errors';

/** A shopper's calls from a process of their own, as the web server makes them: one every 300 ms, until it is told to stop. */
const took: number[] = [];
let refused = 0;
let isOver = false;
process.on('message', () => {
  isOver = true;
});
process.send?.('ready');
while (!isOver) {
  const started = performance.now();
  await callStripe(() => stripe().prices.list({ limit: 1 })).catch(() => {
    refused += 1;
  });
  took.push(performance.now() - started);
  await new Promise((resolve) => setTimeout(resolve, 300));
}
process.send?.({ took, refused }, () => process.exit());
