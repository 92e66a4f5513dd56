/** One received mail, as the sandbox's pages and the tests read it. */
export interface StoredMail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  /** Empty where the mail has no HTML part. */
  html: string;
  /** Header names in lower case; repeated headers joined by a comma. */
  headers: Record<string, string>;
  /** ISO 8601, UTC. */
  receivedAt: string;
  /** Every http(s) address found in the HTML and text parts, in order, each once. */
  links: string[];
}

export interface Mailbox {
  /** `smtp://127.0.0.1:<port>`: what the shop's SMTP_URL is set to. */
  readonly smtpUrl: string;
  /** Newest first. */
  list(): StoredMail[];
  get(id: string): StoredMail | undefined;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export declare function startMailbox(options: { port: number; dataDir: string | null }): Promise<Mailbox>;
