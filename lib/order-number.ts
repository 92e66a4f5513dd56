/** An order's number as people say it: B-1042. Empty only inside the transaction that makes the order. */
export const orderNumber = (order: { number: number | null }): string =>
  order.number === null ? '' : `B-${order.number}`;

/** The number behind what someone typed: `B-1042`, `b1042` or `1042`; null for anything else. */
export function parseOrderNumber(text: string): number | null {
  const match = /^\s*(?:b-?)?(\d{1,9})\s*$/i.exec(text);
  return match?.[1] ? Number(match[1]) : null;
}
