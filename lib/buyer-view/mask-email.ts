/**
 * An e-mail address with most of it hidden, enough for its owner to recognise it: g•••@example.com. The number of
 * dots says nothing about the length.
 */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return '•••';
  const first = [...address.slice(0, at)][0] ?? '';
  return `${first}•••${address.slice(at)}`;
}
