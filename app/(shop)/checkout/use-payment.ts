'use client';

import { useActionState, useEffect } from 'react';
import { startPayment } from './actions';

/**
 * The action that starts a payment, for a form. It leaves for Stripe's page as soon as its address is known; `leaving`
 * is true from then on, `problem` says in a sentence why nothing was started.
 */
export function usePayment() {
  const [state, action] = useActionState(startPayment, null);
  const url = state && 'url' in state ? state.url : null;

  useEffect(() => {
    if (url) window.location.assign(url);
  }, [url]);

  // Back from Stripe's page, the browser may bring this one back as it was left: with its button still pressed.
  useEffect(() => {
    const fresh = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    window.addEventListener('pageshow', fresh);
    return () => window.removeEventListener('pageshow', fresh);
  }, []);

  return { action, leaving: url !== null, problem: state && 'problem' in state ? state.problem : null };
}
