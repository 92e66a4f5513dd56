import type { MailTemplate } from '../../queue/mail-templates';

/** One thing bought, and what came with it that can be told in a mail. */
export interface LetterLine {
  id: string;
  name: string;
  quantity: number;
  /** Null in a letter that is not about money */
  amount: string | null;
  /** Short sentences: what it gave, and how to get it */
  notes: string[];
  /** Licence keys, to be shown so that they can be copied */
  keys: string[];
}

/** A list of what was bought, and what it came to, every amount already written out. */
export interface LetterReceipt {
  lines: LetterLine[];
  rows: { label: string; amount: string }[];
  total: { label: string; amount: string } | null;
}

/** A part under a small heading, such as the address: one entry a line. */
export interface LetterPart {
  heading: string;
  lines: string[];
}

/** One thing in a list: what it is called, what there is to say, and how long it has been so. */
export interface LetterEntry {
  label: string;
  url: string | null;
  /** Beside the label, at the end of the line */
  aside: string | null;
  notes: string[];
}

/** A list under a heading of its own, for a letter that goes through several things. */
export interface LetterList {
  heading: string;
  /** What it means and what to do, before the list */
  text: string | null;
  entries: LetterEntry[];
  /** Where the rest of it is, or the page to act on */
  link: { label: string; url: string } | null;
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
  /** A second way to go, set smaller */
  link: { label: string; url: string } | null;
  receipt: LetterReceipt | null;
  lists: LetterList[];
  parts: LetterPart[];
  closing: string[];
  /** Name of the house, its place, and why this mail came */
  signature: { name: string; place: string; why: string };
}

/** What every letter has; the rest is left out where there is nothing of the kind. */
type Written = Pick<Letter, 'subject' | 'preview' | 'heading' | 'paragraphs'> &
  Partial<Omit<Letter, 'template' | 'locale' | 'signature'>>;

/** Puts a letter together from what it says and the frame that is the same for all of them. */
export const letter = (
  template: MailTemplate,
  frame: Pick<Letter, 'locale' | 'signature' | 'reference'>,
  written: Written,
): Letter => ({
  template,
  locale: frame.locale,
  signature: frame.signature,
  reference: frame.reference,
  button: null,
  link: null,
  receipt: null,
  lists: [],
  parts: [],
  closing: [],
  ...written,
});
