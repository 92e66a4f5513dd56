import type { BuyerLine, BuyerOrder } from '../../orders/buyer/buyer-order';
import { fileSize } from '../../orders/buyer/file-size';
import { totalRows } from '../../orders/buyer/totals';
import type { LetterLine, LetterPart, LetterReceipt } from './letter';
import type { LetterTools } from './letter-tools';

function accessNote({ access }: BuyerLine, { t, day }: LetterTools): string[] {
  if (!access || access.revoked) return [];
  if (access.subscription) return [t('mail.notes.accessRenews')];
  return [
    access.endsAt ? t('mail.notes.accessUntil', { date: day(access.endsAt) }) : t('mail.notes.accessForGood'),
  ];
}

function letterLine(line: BuyerLine, tools: LetterTools, granted: boolean): LetterLine {
  const { t, locale, money } = tools;
  const keys = granted ? line.keys.filter((key) => !key.revoked).map(({ key }) => key) : [];
  const downloads = line.downloads
    .filter((download) => !download.revoked)
    .map(({ name, bytes }) => t('mail.notes.download', { name, size: fileSize(bytes, locale) }));
  const notes = [
    ...(line.state === 'needs_attention' ? [t('mail.notes.attention')] : []),
    ...downloads,
    ...accessNote(line, tools),
    ...(line.kinds.includes('shipment') && line.kinds.length > 1 ? [t('mail.notes.shipment')] : []),
    ...(keys.length > 0 ? [t('mail.notes.keys', { count: keys.length })] : []),
  ];
  return {
    id: line.id,
    name: line.name,
    quantity: line.quantity,
    amount: money(line.amountSubtotal),
    notes: granted ? notes : [],
    keys,
  };
}

/**
 * What was bought and what it came to.
 *
 * @param granted tell what each line gave, licence keys included; only for what is paid (I2)
 */
export function receiptPart(order: BuyerOrder, tools: LetterTools, granted: boolean): LetterReceipt {
  const { t, money } = tools;
  return {
    lines: order.lines.map((line) => letterLine(line, tools, granted)),
    rows: totalRows(order, order.hasShipment).map(({ name, amount }) => ({
      label: t(`totals.${name}`),
      amount: name === 'shipping' && amount === 0 ? t('totals.free') : money(amount),
    })),
    total: { label: t('totals.total'), amount: money(order.amountTotal) },
  };
}

/** Where the goods go, for an order that has any. */
export function addressPart({ hasShipment, shippingAddress }: BuyerOrder, { t }: LetterTools): LetterPart[] {
  if (!hasShipment || !shippingAddress) return [];
  const { name, lines } = shippingAddress;
  return [{ heading: t('mail.shipTo'), lines: name ? [name, ...lines] : lines }];
}
