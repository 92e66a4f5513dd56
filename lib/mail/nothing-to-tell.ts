/** Why a mail that was queued is not sent after all; each has its words on the merchant's pages. */
export const dropReasons = [
  /** The order's or the buyer's personal details were erased: nobody is written to */
  'details_erased',
  /** The payment is not on its way any more: the receipt, or the mail about its failure, tells more */
  'payment_settled',
  /** The payment did not stay failed */
  'payment_not_failed',
  /** The bank looks into the payment, so downloads, keys and access rest */
  'frozen',
  /** Nothing to download, no key and no access is there any more */
  'nothing_granted',
  /** Nothing of the line comes later any more: it was sent meanwhile, or given back */
  'not_back_ordered',
  /** The parcel has not left: it was called off, or taken back from the road */
  'parcel_not_sent',
  /** Closed again meanwhile */
  'access_closed',
  /** Open again meanwhile */
  'access_open',
  /** The refund did not go through; another mail says so */
  'refund_failed',
  /** The refund went through after all */
  'refund_not_failed',
  /** Nothing needs the merchant's hand any more */
  'all_well',
  /** What it is about is not there any more */
  'gone',
] as const;

export type DropReason = (typeof dropReasons)[number];

/**
 * A mail is written out when it is sent, and tells how things stand then. Where what it was queued for is no longer
 * so, there is nothing to tell: it is dropped, for good, and keeps the reason.
 */
export class NothingToTell extends Error {
  override readonly name = 'NothingToTell';
  constructor(readonly reason: DropReason) {
    super(reason);
  }
}
