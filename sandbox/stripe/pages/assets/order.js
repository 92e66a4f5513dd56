// @ts-check
// The order's side of the payment page: quantities, promotion code, and everything that follows the session.

/** @typedef {{ summary: string, payLabel: string, total: number, needsMethod: boolean, challengeText: string }} Parts */

/**
 * @param {object} options
 * @param {HTMLElement} options.summary
 * @param {(path: string, body: Record<string, unknown>) => Promise<any>} options.post
 * @param {(parts: Parts) => void} options.onChange What outside the summary follows the session.
 */
export function followOrder({ summary, post, onChange }) {
  /** Changes run one after another; a payment waits for the last of them. @type {Promise<unknown>} */
  let changes = Promise.resolve();

  /** @param {Parts} parts */
  function show(parts) {
    const focused = document.activeElement?.id;
    const linesOpen = summary.querySelector('details')?.open ?? true;
    summary.innerHTML = parts.summary;
    const lines = summary.querySelector('details');
    if (lines) lines.open = linesOpen;
    watchPictures();
    onChange(parts);
    if (!focused) return;
    const again = document.getElementById(focused);
    if (again && !(again instanceof HTMLButtonElement && again.disabled)) again.focus();
    else again?.closest('.stepper')?.querySelector('input')?.focus();
  }

  /**
   * @param {string} path
   * @param {Record<string, unknown>} body
   */
  function change(path, body) {
    summary.setAttribute('aria-busy', 'true');
    const next = changes.then(async () => {
      try {
        const answer = await post(path, body);
        if (answer.summary) show(answer);
        return answer;
      } catch {
        return {};
      } finally {
        summary.removeAttribute('aria-busy');
      }
    });
    changes = next;
    return next;
  }

  /** @param {HTMLInputElement} input */
  function sendQuantity(input) {
    const wanted = Math.round(Number(input.value));
    const bounded = Math.min(
      Number(input.max),
      Math.max(Number(input.min), Number.isFinite(wanted) ? wanted : 1),
    );
    input.value = String(bounded);
    const stepper = input.closest('.stepper');
    const { line = '', kind = '' } = stepper instanceof HTMLElement ? stepper.dataset : {};
    if (kind === 'optional') void change('/optional', { item: line, quantity: bounded });
    else void change('/quantity', { line, quantity: bounded });
  }

  summary.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (!button) return;
    if (button.dataset.step) {
      const input = button.parentElement?.querySelector('input');
      if (!input) return;
      input.value = String(Number(input.value) + Number(button.dataset.step));
      sendQuantity(input);
    }
    if (button.dataset.optional) {
      const { optional: item, quantity } = button.dataset;
      const other = Number(quantity) > 0 ? `remove-${item}` : `add-${item}`;
      void change('/optional', { item, quantity: Number(quantity) }).then(() =>
        document.getElementById(other)?.focus(),
      );
    }
    if (button.id === 'promotion-open') {
      const promotion = /** @type {HTMLElement} */ (summary.querySelector('#promotion'));
      promotion.hidden = false;
      button.setAttribute('aria-expanded', 'true');
      button.hidden = true;
      promotion.querySelector('input')?.focus();
    }
    if (button.id === 'promotion-remove') void change('/promotion/remove', {});
  });
  summary.addEventListener('change', (event) => {
    const input = event.target;
    if (input instanceof HTMLInputElement && input.type === 'number') sendQuantity(input);
  });
  summary.addEventListener('submit', async (event) => {
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (summary.querySelector('#promotionCode'));
    if (input.value.trim() === '') return;
    const answer = await change('/promotion', { code: input.value });
    const error = summary.querySelector('#promotionCode-error');
    if (answer.refused && error) {
      error.textContent = answer.refused;
      input.setAttribute('aria-invalid', 'true');
      input.select();
    }
  });

  function watchPictures() {
    for (const image of summary.querySelectorAll('img')) {
      const gone = () => image.remove();
      if (image.complete && image.naturalWidth === 0) gone();
      else image.addEventListener('error', gone);
    }
  }

  watchPictures();
  const lines = summary.querySelector('details');
  const narrow = window.matchMedia('(max-width: 859px)').matches;
  if (lines && narrow && lines.querySelectorAll('.line').length > 3) lines.open = false;

  return { change, show, settled: () => changes };
}
