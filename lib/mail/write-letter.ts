import type { BuyerOrder } from '../buyer-view/buyer-order';
import { orderListUrl } from '../buyers/order-list-url';
import type { Locale } from '../i18n/locales';
import type { MailTemplate } from '../queue/mail-templates';
import { loadAccess } from './facts/access';
import { loadBackOrder } from './facts/back-order';
import { digestWindow, loadDigestFacts, nothingToDigest } from './facts/digest';
import { loadMailBuyer } from './facts/mail-buyer';
import { loadMailOrder } from './facts/mail-order';
import { payAgainUrl } from './facts/pay-again';
import { cameToNothing, loadRefund } from './facts/refund';
import { loadSentParcel } from './facts/sent-parcel';
import { accessEndedLetter } from './letters/access-ended';
import { accessGrantedLetter } from './letters/access-granted';
import { backOrderedLetter } from './letters/back-ordered';
import { deliveryLetter } from './letters/delivery';
import { digestLetter } from './letters/digest';
import type { Letter } from './letters/letter';
import { letterTools, mailLocale, type OrderTools, orderTools } from './letters/letter-tools';
import { orderLinkLetter } from './letters/order-link';
import { orderListLinkLetter } from './letters/order-list-link';
import { paymentFailedLetter } from './letters/payment-failed';
import { paymentInProgressLetter } from './letters/payment-in-progress';
import { receiptLetter } from './letters/receipt';
import { refundLetter } from './letters/refund';
import { refundFailedLetter } from './letters/refund-failed';
import { shippedLetter } from './letters/shipped';
import { NothingToTell } from './nothing-to-tell';

/** What a mail is about, as its row keeps it. */
interface About {
  orderId: string | null;
  locale: Locale;
  /** IDs of what it is about beside the order */
  data: Record<string, string>;
}

type Writer = (about: About) => Promise<Letter>;

/** A letter about an order, with the order and the tools at hand. */
const aboutOrder =
  (write: (order: BuyerOrder, tools: OrderTools, data: About['data']) => Letter | Promise<Letter>): Writer =>
  async ({ orderId, locale, data }) => {
    if (orderId === null) throw new Error('a mail about an order names none');
    const order = await loadMailOrder(orderId, locale);
    return await write(order, await orderTools(order, locale), data);
  };

/** Each mail, and when there is nothing to tell any more: what it was queued for may have passed before it leaves. */
const writers: Record<MailTemplate, Writer> = {
  receipt: aboutOrder(receiptLetter),
  delivery: aboutOrder((order, tools) => {
    // What is frozen is not handed out (I2); once it is open again, the order's page and the mail about access say so.
    if (order.payment === 'disputed') throw new NothingToTell('frozen');
    const letter = deliveryLetter(order, tools);
    if (!letter.receipt?.lines.length) throw new NothingToTell('nothing_granted');
    return letter;
  }),
  payment_in_progress: aboutOrder((order, tools) => {
    if (order.payment !== 'awaiting') throw new NothingToTell('payment_settled');
    return paymentInProgressLetter(order, tools);
  }),
  payment_failed: aboutOrder(async (order, tools) => {
    if (order.payment !== 'failed') throw new NothingToTell('payment_not_failed');
    return paymentFailedLetter(order, await payAgainUrl(order.id), tools);
  }),
  back_ordered: aboutOrder(async (order, tools, data) =>
    backOrderedLetter(order, await loadBackOrder(data.orderLineId), tools),
  ),
  shipped: aboutOrder(async (order, tools, data) =>
    shippedLetter(order, await loadSentParcel(order, data.parcelId), tools),
  ),
  access_granted: aboutOrder(async (_order, tools, data) => {
    const access = await loadAccess(data.entitlementId, tools.locale);
    if (access.ended) throw new NothingToTell('access_closed');
    return accessGrantedLetter(access, tools);
  }),
  access_ended: aboutOrder(async (_order, tools, data) => {
    const { ended, ...access } = await loadAccess(data.entitlementId, tools.locale);
    if (!ended) throw new NothingToTell('access_open');
    return accessEndedLetter({ ...access, ended }, tools);
  }),
  refund: aboutOrder(async (order, tools, data) => {
    const refund = await loadRefund(data.refundId);
    if (cameToNothing(refund.state)) throw new NothingToTell('refund_failed');
    return refundLetter(order, refund, tools);
  }),
  refund_failed: aboutOrder(async (order, tools, data) => {
    const refund = await loadRefund(data.refundId);
    if (!cameToNothing(refund.state)) throw new NothingToTell('refund_not_failed');
    return refundFailedLetter(order, refund, tools);
  }),
  order_link: aboutOrder(orderLinkLetter),
  order_list_link: async ({ locale, data }) =>
    orderListLinkLetter(orderListUrl(await loadMailBuyer(data.buyerId)), await letterTools(locale, 'buyer')),
  digest: async ({ locale, data }) => {
    const now = new Date();
    const facts = await loadDigestFacts(digestWindow(data), locale, now);
    if (nothingToDigest(facts)) throw new NothingToTell('all_well');
    return digestLetter(facts, now, await letterTools(locale, 'merchant'));
  },
};

/** What a mail is to tell, and in which language. */
export interface MailWish {
  template: MailTemplate;
  orderId: string | null;
  /** A language the shop does not speak becomes English */
  locale: string;
  data?: Record<string, string>;
}

/**
 * Writes what a mail says, as what it is about stands now; how it looks is `renderMail`'s.
 *
 * @throws {NothingToTell} where what it was queued for is no longer so
 * @throws {Error} where there is no such order
 */
export async function writeLetter({ template, orderId, locale, data = {} }: MailWish): Promise<Letter> {
  return await writers[template]({ orderId, locale: mailLocale(locale), data });
}
