// @ts-check
// A stand-in for Stripe.js: enough of it for Checkout's embedded page, offline. Loaded with a plain script element
// it sets `window.Stripe`, which `loadStripe` of @stripe/stripe-js then uses instead of loading Stripe's own.
(() => {
  const script = document.currentScript;
  const origin =
    script instanceof HTMLScriptElement && script.src ? new URL(script.src).origin : '__PUBLIC_URL__';
  const TWICE = 'You cannot have multiple Embedded Checkout objects.';
  /** Whether an embedded page exists that has not been destroyed. One at a time, as with Stripe. */
  let taken = false;

  /** @param {string} message */
  function integrationError(message) {
    const error = new Error(message);
    error.name = 'IntegrationError';
    return error;
  }

  /** @param {string} method */
  const notHere = (method) => () => {
    throw integrationError(
      `The sandbox's stand-in for Stripe.js does not do ${method}; it covers embedded Checkout.`,
    );
  };

  /**
   * @typedef {object} EmbeddedOptions
   * @property {string} [clientSecret]
   * @property {() => Promise<string>} [fetchClientSecret]
   * @property {() => void} [onComplete]
   */

  /** @param {EmbeddedOptions} options */
  async function createEmbeddedCheckoutPage(options) {
    if (taken) throw integrationError(TWICE);
    if (!options || (!options.clientSecret && !options.fetchClientSecret)) {
      throw integrationError('You must provide one of either `clientSecret` or `fetchClientSecret`.');
    }
    taken = true;
    try {
      const secret = options.fetchClientSecret ? await options.fetchClientSecret() : options.clientSecret;
      if (typeof secret !== 'string' || !/^cs_.+_secret_.+/.test(secret)) {
        throw integrationError(`Invalid client secret: expected cs_…_secret_…, got ${String(secret)}.`);
      }
      return embeddedCheckout(secret, options.onComplete);
    } catch (error) {
      taken = false;
      throw error;
    }
  }

  /**
   * @param {string} secret
   * @param {(() => void) | undefined} onComplete
   */
  function embeddedCheckout(secret, onComplete) {
    const frame = document.createElement('iframe');
    frame.src = `${origin}/embedded/${encodeURIComponent(secret)}?parent=${encodeURIComponent(location.origin)}`;
    frame.title = 'Checkout';
    frame.allow = 'payment';
    frame.name = 'embedded-checkout';
    frame.style.cssText = 'display:block;width:100%;height:640px;border:0;color-scheme:light dark';
    let destroyed = false;

    /** @param {MessageEvent} event */
    function receive(event) {
      if (event.origin !== origin || event.source !== frame.contentWindow) return;
      const message = event.data;
      if (message?.source !== 'bottega-sandbox') return;
      if (message.type === 'height') frame.style.height = `${Math.ceil(message.height)}px`;
      if (message.type === 'complete') {
        if (message.returnTo) window.location.assign(message.returnTo);
        else onComplete?.();
      }
    }
    window.addEventListener('message', receive);

    const alive = () => {
      if (destroyed) throw integrationError('This Embedded Checkout object has already been destroyed.');
    };
    return {
      /** @param {string | HTMLElement} location */
      mount(location) {
        alive();
        const place = typeof location === 'string' ? document.querySelector(location) : location;
        if (!place) throw integrationError(`There is no element that matches ${location}.`);
        if (frame.isConnected) throw integrationError('This Embedded Checkout object is already mounted.');
        place.replaceChildren(frame);
      },
      unmount() {
        alive();
        frame.remove();
      },
      destroy() {
        if (destroyed) return;
        destroyed = true;
        taken = false;
        window.removeEventListener('message', receive);
        frame.remove();
      },
    };
  }

  /** @param {unknown} key */
  function Stripe(key) {
    if (typeof key !== 'string' || key.trim() === '') {
      throw integrationError('Please call Stripe() with your publishable key. You used an empty string.');
    }
    if (/^(sk|rk)_/.test(key)) {
      throw integrationError(
        'You should not use your secret key with Stripe.js. Please pass a publishable key instead.',
      );
    }
    return {
      elements: notHere('elements'),
      createToken: notHere('createToken'),
      createPaymentMethod: notHere('createPaymentMethod'),
      confirmCardPayment: notHere('confirmCardPayment'),
      registerAppInfo: () => undefined,
      _registerWrapper: () => undefined,
      createEmbeddedCheckoutPage,
      initEmbeddedCheckout() {
        throw integrationError(
          'initEmbeddedCheckout has been removed. Use createEmbeddedCheckoutPage instead.',
        );
      },
    };
  }
  Stripe.version = 'endive';
  Object.assign(window, { Stripe });
})();
