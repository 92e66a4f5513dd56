/** The mails the shop writes: to a buyer, and the last one to its merchants. */
export const mailTemplates = [
  'receipt',
  'delivery',
  'payment_in_progress',
  'payment_failed',
  'back_ordered',
  'shipped',
  'access_granted',
  'access_ended',
  'refund',
  'refund_failed',
  'order_link',
  'order_list_link',
  'digest',
] as const;

export type MailTemplate = (typeof mailTemplates)[number];

export const isMailTemplate = (value: unknown): value is MailTemplate =>
  mailTemplates.some((template) => template === value);
