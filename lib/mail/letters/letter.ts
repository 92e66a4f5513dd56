import type { MailTemplate } from '../templates';

/** One thing bought, and what came with it that can be told in a mail. */
export interface LetterLine {
  id: string;
  name: string;
  quantity: number;
  amount: string;
  /** Short sentences: what it gave, and how to get it */
  notes: string[];
  /** Licence keys, to be shown so that they can be copied */
  keys: string[];
}

/** The receipt inside a letter, every amount already written out. */
export interface LetterReceipt {
  lines: LetterLine[];
  rows: { label: string; amount: string }[];
  total: { label: string; amount: string };
}

/** A part under a small heading, such as the address: one entry a line. */
export interface LetterPart {
  heading: string;
  lines: string[];
}

/** What a mail says, before it is laid out: as HTML for most, as plain text for the rest. */
export interface Letter {
  template: MailTemplate;
  locale: string;
  subject: string;
  /** What the mailbox shows beside the subject */
  preview: string;
  /** Order number, where there is one */
  reference: string | null;
  heading: string;
  paragraphs: string[];
  button: { label: string; url: string } | null;
  receipt: LetterReceipt | null;
  parts: LetterPart[];
  closing: string[];
  /** Name of the house, its place, and why this mail came */
  signature: { name: string; place: string; why: string };
}
