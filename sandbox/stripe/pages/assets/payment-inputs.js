// @ts-check
// The form's side of the payment page: which inputs are there, how they are written, what is wrong with them.
import { formatInput } from './card-input.js';

/** @param {HTMLFormElement} form */
export function followForm(form) {
  /** Panels by method, so that what was typed survives a look at another method. @type {Map<string, Node[]>} */
  const panels = new Map();

  /** @param {string} chosen */
  function openMethod(chosen) {
    for (const panel of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-panel]'))) {
      const method = panel.dataset.panel ?? '';
      if (method !== chosen) {
        if (panel.childNodes.length > 0) panels.set(method, [...panel.childNodes]);
        panel.replaceChildren();
        panel.hidden = true;
        continue;
      }
      if (panel.childNodes.length > 0) continue;
      const template = /** @type {HTMLTemplateElement | null} */ (
        form.querySelector(`template[data-method="${method}"]`)
      );
      panel.replaceChildren(...(panels.get(method) ?? (template ? [template.content.cloneNode(true)] : [])));
      panel.hidden = false;
    }
    followCountries();
  }

  /** @param {HTMLInputElement} tick */
  function showBilling(tick) {
    const panel = tick.closest('.panel');
    const template = /** @type {HTMLTemplateElement | null} */ (
      panel?.querySelector('[data-billing-inputs]') ?? null
    );
    const place = panel?.querySelector('[data-billing]');
    if (tick.checked || !template) place?.replaceChildren();
    else place?.replaceChildren(template.content.cloneNode(true));
    followCountries();
  }

  /** Shows only the parts an address in the chosen country has. */
  function followCountries() {
    for (const select of form.querySelectorAll('select')) {
      const option = select.selectedOptions[0];
      const part = select.closest('.address-part');
      const postal = part?.querySelector('[data-field="postalCode"], [data-field="billingPostalCode"]');
      if (postal instanceof HTMLElement) postal.hidden = option?.dataset.postal === 'no';
      const region = part?.querySelector('[data-region-words]');
      if (!(region instanceof HTMLElement)) continue;
      const need = option?.dataset.region ?? 'none';
      region.hidden = need === 'none';
      const words = JSON.parse(region.dataset.regionWords ?? '{}');
      const label = region.querySelector('label');
      if (label && words[need]) label.textContent = words[need];
      const input = region.querySelector('input');
      input?.setAttribute('list', `regions-${select.value}`);
      if (input) input.required = need === 'required';
    }
  }

  form.addEventListener('change', (event) => {
    const input = event.target;
    if (input instanceof HTMLSelectElement) followCountries();
    if (!(input instanceof HTMLInputElement)) return;
    if (input.name === 'method') openMethod(input.value);
    if (input.name === 'sameAsDelivery') showBilling(input);
  });
  form.addEventListener('input', (event) => {
    const input = event.target;
    if (!(input instanceof HTMLElement) || !('name' in input)) return;
    if (input instanceof HTMLInputElement) formatInput(input);
    setError(form, String(input.name), '');
  });
  form.addEventListener('click', (event) => {
    const chip = /** @type {HTMLElement} */ (event.target).closest('button[data-fill]');
    if (!(chip instanceof HTMLElement)) return;
    for (const [name, value] of Object.entries(JSON.parse(chip.dataset.fill ?? '{}'))) {
      const input = form.elements.namedItem(name);
      if (!(input instanceof HTMLInputElement || input instanceof HTMLSelectElement)) continue;
      input.value = value;
      for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
    }
  });

  const chosen = form.querySelector('input[name="method"]:checked');
  if (chosen instanceof HTMLInputElement) openMethod(chosen.value);
  else followCountries();
}

/**
 * Says below the input what is wrong with it; an empty message takes it back.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} message
 */
export function setError(form, name, message) {
  const input = form.elements.namedItem(name);
  const place = document.getElementById(`${name}-error`);
  if (place) place.textContent = message;
  if (!(input instanceof HTMLElement)) return;
  if (message) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
}
