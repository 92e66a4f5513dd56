// @ts-check
// Keeps a page of the sandbox up to date while it is looked at, without losing scroll, focus or opened details.
const main = document.querySelector('main[data-live]');

// What an action had to say is said once, not again on every reload.
if (location.search.includes('done=') || location.search.includes('problem=')) {
  const address = new URL(location.href);
  address.searchParams.delete('done');
  address.searchParams.delete('problem');
  history.replaceState(null, '', address);
}

// On a narrow screen the sections scroll sideways; the one in view is the one this page is.
document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

document.addEventListener('click', async (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-copy]') : null;
  if (!(button instanceof HTMLButtonElement)) return;
  if (!navigator.clipboard) {
    // Only a secure origin may write the clipboard: elsewhere the text is selected, for the keyboard to copy.
    const text = button.closest('figure')?.querySelector('pre');
    if (text) getSelection()?.selectAllChildren(text);
    return;
  }
  await navigator.clipboard.writeText(button.dataset.copy ?? '');
  button.textContent = 'Copied';
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2000);
});

/** @param {Element} element */
const isBusy = (element) =>
  element.contains(document.activeElement) || element.querySelector('details[open]:not(.fold)') !== null;

if (main) {
  let shown = '';
  setInterval(async () => {
    if (document.hidden || isBusy(main)) return;
    try {
      const response = await fetch(location.href);
      if (!response.ok) return;
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('main');
      if (!fresh || isBusy(main)) return;
      const said = main.querySelector('.notice-line, .banner');
      if (shown === '' && main.innerHTML === fresh.innerHTML) shown = fresh.innerHTML;
      if (fresh.innerHTML === shown) return;
      shown = fresh.innerHTML;
      const folds = [...main.querySelectorAll('details.fold')].map((fold) => fold.hasAttribute('open'));
      for (const [at, fold] of fresh.querySelectorAll('details.fold').entries()) {
        fold.toggleAttribute('open', folds[at] ?? false);
      }
      main.replaceChildren(...(said ? [said] : []), ...fresh.childNodes);
    } catch {
      // The sandbox is being restarted; the next round finds it again.
    }
  }, 2000);
}
