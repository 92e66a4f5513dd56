/** The mails the shop writes to a buyer. */
export const mailTemplates = ['receipt', 'payment_in_progress', 'payment_failed', 'order_link'] as const;

export type MailTemplate = (typeof mailTemplates)[number];

export const isMailTemplate = (value: unknown): value is MailTemplate =>
  mailTemplates.some((template) => template === value);
