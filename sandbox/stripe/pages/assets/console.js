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

/** @param {Element} element */
const isBusy = (element) =>
  element.contains(document.activeElement) || element.querySelector('details[open]') !== null;

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
      main.replaceChildren(...(said ? [said] : []), ...fresh.childNodes);
    } catch {
      // The sandbox is being restarted; the next round finds it again.
    }
  }, 2000);
}
