import type { Stripe } from '@stripe/stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';

const scripts = new Map<string, Promise<void>>();

/** Adds a script once and waits for it; a failure is forgotten, so that it can be tried again. */
function addScript(src: string): Promise<void> {
  const known = scripts.get(src);
  if (known) return known;
  const added = new Promise<void>((resolve, reject) => {
    const element = document.createElement('script');
    element.src = src;
    element.onload = () => resolve();
    element.onerror = () => {
      scripts.delete(src);
      element.remove();
      reject(new Error(`${src} did not load`));
    };
    document.head.append(element);
  });
  scripts.set(src, added);
  return added;
}

/**
 * Stripe.js, loaded when it is needed and not before. Where the settings name another address for it, that script
 * comes first; the official loader then finds `window.Stripe` and takes it.
 * https://docs.stripe.com/js/including
 *
 * @throws where the script cannot be had
 */
export async function loadStripeJs(publishableKey: string, scriptUrl: string | null): Promise<Stripe> {
  if (scriptUrl) await addScript(scriptUrl);
  const stripe = await loadStripe(publishableKey);
  if (!stripe) throw new Error('Stripe.js is for browsers only');
  return stripe;
}
