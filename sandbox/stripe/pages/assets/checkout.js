// @ts-check
// The payment page's script: follows what the shopper changes, posts the payment, shows what came of it.
import { followOrder } from './order.js';
import { followForm, setError } from './payment-inputs.js';

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('#payment-form'));
const parentOrigin = document.body.dataset.parentOrigin;

/** @param {Record<string, unknown>} message */
const tellParent = (message) => {
  if (parentOrigin) window.parent.postMessage({ source: 'bottega-sandbox', ...message }, parentOrigin);
};
if (parentOrigin) {
  new ResizeObserver(() => tellParent({ type: 'height', height: document.body.offsetHeight })).observe(
    document.body,
  );
}
// A page kept by the browser's back button may show a session that is paid by now.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
if (form) run(form);

/** @param {HTMLFormElement} form */
function run(form) {
  const base = `/c/pay/${form.dataset.session}`;
  const summary = /** @type {HTMLElement} */ (document.querySelector('#summary'));
  const payButton = /** @type {HTMLButtonElement} */ (form.querySelector('#pay'));
  const payLabel = /** @type {HTMLElement} */ (payButton.querySelector('[data-pay-label]'));
  const banner = /** @type {HTMLElement} */ (form.querySelector('#form-error'));
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('#challenge'));
  let label = payLabel.textContent ?? '';
  let busy = false;

  /**
   * @param {string} path
   * @param {Record<string, unknown>} body
   */
  async function post(path, body) {
    const response = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  const order = followOrder({
    summary,
    post,
    onChange(parts) {
      form.dataset.total = String(parts.total);
      label = parts.payLabel;
      if (!busy) payLabel.textContent = label;
      toggle('[data-payment]', parts.needsMethod);
      toggle('[data-nothing]', !parts.needsMethod);
      const text = dialog.querySelector('[data-challenge-text]');
      if (text) text.textContent = parts.challengeText;
    },
  });
  followForm(form);
  form.addEventListener('change', (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.name !== 'shippingRate') return;
    void order.change('/shipping', { rate: input.value });
  });

  /**
   * @param {string} selector
   * @param {boolean} shown
   */
  function toggle(selector, shown) {
    const element = form.querySelector(selector);
    if (element instanceof HTMLElement) element.hidden = !shown;
  }

  /** @param {string} message */
  function setBanner(message) {
    banner.textContent = message;
    banner.hidden = message === '';
  }

  /** @param {'ready' | 'processing' | 'done'} state */
  function setState(state) {
    busy = state !== 'ready';
    payButton.dataset.state = state;
    payButton.setAttribute('aria-disabled', String(busy));
    form.toggleAttribute('inert', state === 'done');
    summary.toggleAttribute('inert', busy);
    payLabel.textContent = state === 'ready' ? label : (payButton.dataset[state] ?? label);
  }

  /** @param {Record<string, any>} answer */
  function conclude(answer) {
    if (answer.outcome === 'complete') {
      setState('done');
      tellParent({ type: 'complete', returnTo: answer.returnTo });
      if (parentOrigin) return;
      if (answer.returnTo) location.assign(answer.returnTo);
      else location.reload();
      return;
    }
    if (answer.outcome === 'challenge') {
      dialog.dataset.challengeId = answer.challengeId;
      dialog.showModal();
      return;
    }
    if (answer.outcome === 'closed') {
      location.reload();
      return;
    }
    setState('ready');
    if (answer.changed) order.show(answer.changed);
    const errors = Object.entries(answer.errors ?? {});
    /** @type {HTMLElement | null} */
    let first = null;
    for (const [name, message] of errors) {
      setError(form, name, message);
      const input = form.elements.namedItem(name);
      if (!(input instanceof HTMLElement)) setBanner(message);
      else if (!first || input.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING)
        first = input;
    }
    first?.focus();
    if (answer.message) setBanner(answer.message);
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) return;
    setState('processing');
    setBanner('');
    for (const field of form.querySelectorAll('[aria-invalid]'))
      setError(form, field.getAttribute('name') ?? '', '');
    await order.settled();
    try {
      const typed = Object.fromEntries(new FormData(form));
      conclude(await post('/pay', { ...typed, total: Number(form.dataset.total) }));
    } catch {
      setState('ready');
      setBanner(form.dataset.unreachable ?? '');
    }
  });

  /** @param {boolean} passed */
  async function finishChallenge(passed) {
    const id = dialog.dataset.challengeId;
    if (!id) return;
    delete dialog.dataset.challengeId;
    dialog.close();
    const method = new FormData(form).get('method');
    try {
      conclude(await post(`/challenge/${id}`, { passed: passed ? 'yes' : 'no', method }));
    } catch {
      setState('ready');
      setBanner(form.dataset.unreachable ?? '');
    }
  }
  dialog.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (button) void finishChallenge(button.dataset.challenge === 'complete');
  });
  // Escape leaves the bank's page, which refuses the payment.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    void finishChallenge(false);
  });

  // Until now a press would have posted the form without this script.
  payButton.disabled = false;
}
