// @ts-check
// Writes card numbers in groups and expiry dates with their stroke while they are typed.

/** @type {[RegExp, string][]} */
const BRANDS = [
  [/^4/, 'Visa'],
  [/^(5[1-5]|2[2-7])/, 'Mastercard'],
  [/^3[47]/, 'American Express'],
  [/^(6011|65|64[4-9])/, 'Discover'],
  [/^(30[0-5]|36|38)/, 'Diners Club'],
  [/^35/, 'JCB'],
];

/** @param {string} digits */
function groupCard(digits) {
  const sizes = /^3[47]/.test(digits) ? [4, 6, 5] : [4, 4, 4, 4, 3];
  const groups = [];
  let at = 0;
  for (const size of sizes) {
    if (at < digits.length) groups.push(digits.slice(at, at + size));
    at += size;
  }
  return groups.join(' ');
}

/** @param {string} digits */
function strokeExpiry(digits) {
  const full = /^[2-9]/.test(digits) ? `0${digits}` : digits;
  const year = full.slice(2);
  // A pasted or filled four-digit year is cut to its last two.
  const short = year.length > 2 && year.startsWith('20') ? year.slice(2, 4) : year.slice(0, 2);
  return year === '' ? full : `${full.slice(0, 2)} / ${short}`;
}

/** @type {Record<string, (digits: string) => string>} */
const FORMATS = {
  cardNumber: groupCard,
  cardExpiry: strokeExpiry,
  cardCvc: (digits) => digits.slice(0, 4),
  routingNumber: (digits) => digits.slice(0, 9),
  accountNumber: (digits) => digits.slice(0, 17),
};

/**
 * Formats the input if it is one of a card's, keeping the caret behind the digit it was behind.
 * @param {HTMLInputElement} input
 */
export function formatInput(input) {
  const format = FORMATS[input.name];
  if (!format) return;
  const before = input.value.slice(0, input.selectionStart ?? input.value.length).replace(/\D/g, '').length;
  const atEnd = input.selectionStart === input.value.length;
  const formatted = format(input.value.replace(/\D/g, ''));
  if (formatted !== input.value) {
    input.value = formatted;
    if (document.activeElement === input) {
      const caret = atEnd ? formatted.length : caretBehind(formatted, before);
      input.setSelectionRange(caret, caret);
    }
  }
  if (input.name === 'cardNumber') {
    const digits = formatted.replace(/\D/g, '');
    const brand = BRANDS.find(([pattern]) => pattern.test(digits));
    const shown = input.parentElement?.querySelector('[data-brand]');
    if (shown) shown.textContent = brand ? brand[1] : '';
  }
}

/**
 * @param {string} text
 * @param {number} digits
 */
function caretBehind(text, digits) {
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (seen === digits) return at;
    if (/\d/.test(text[at] ?? '')) seen += 1;
  }
  return text.length;
}
