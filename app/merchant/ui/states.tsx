import { useTranslations } from 'next-intl';
import { StateLabel, type StateTone } from '@/app/ui/state-label';
import type {
  EventState,
  FulfillmentState,
  LineState,
  ParcelState,
  PaymentState,
} from '@/lib/generated/prisma/enums';

const paymentTones: Record<PaymentState, StateTone> = {
  awaiting: 'waiting',
  paid: 'good',
  failed: 'plain',
  partly_refunded: 'plain',
  refunded: 'plain',
  disputed: 'attention',
};

/** @param lost a dispute took the money, or some of it: what is *refunded* by that was not the merchant's doing */
export function PaymentLabel({ state, lost = false }: { state: PaymentState; lost?: boolean }) {
  const t = useTranslations('merchant.state.payment');
  if (lost && state === 'refunded') return <StateLabel>{t('lost')}</StateLabel>;
  return <StateLabel tone={paymentTones[state]}>{t(state)}</StateLabel>;
}

const fulfillmentTones: Record<
  FulfillmentState | 'back_ordered' | 'frozen' | 'to_ship' | 'shipped',
  StateTone
> = {
  unfulfilled: 'plain',
  needs_attention: 'attention',
  partly_fulfilled: 'waiting',
  fulfilled: 'good',
  cancelled: 'plain',
  back_ordered: 'waiting',
  frozen: 'waiting',
  to_ship: 'waiting',
  shipped: 'good',
};

/**
 * How far an order is, said the way one who packs says it: a fulfilled order whose parcel waits is *to ship*, one of
 * which nothing is there yet *back-ordered*. While the payment is disputed it is *on hold*, however far it was.
 */
export function FulfillmentLabel({
  order,
}: {
  order: {
    payment: PaymentState;
    fulfillment: FulfillmentState;
    /** A line waits for stock */
    backOrdered: boolean;
    toShip: boolean;
    shipped: boolean;
  };
}) {
  const t = useTranslations('merchant.state.fulfillment');
  const { fulfillment, payment, backOrdered, toShip, shipped } = order;
  const parcel = toShip ? 'to_ship' : shipped ? 'shipped' : null;
  const waits = fulfillment === 'unfulfilled' && backOrdered ? 'back_ordered' : fulfillment;
  const going = fulfillment === 'fulfilled' && parcel ? parcel : waits;
  const state = payment === 'disputed' && fulfillment !== 'cancelled' ? 'frozen' : going;
  // Paid and yet not begun: no healthy order stays so (I7).
  const stuck = state === 'unfulfilled' && payment === 'paid';
  return <StateLabel tone={stuck ? 'attention' : fulfillmentTones[state]}>{t(state)}</StateLabel>;
}

const lineTones: Record<LineState, StateTone> = {
  pending: 'plain',
  fulfilled: 'good',
  needs_attention: 'attention',
  back_ordered: 'waiting',
  cancelled: 'plain',
};

export function LineLabel({ state }: { state: LineState }) {
  const t = useTranslations('merchant.state.line');
  return <StateLabel tone={lineTones[state]}>{t(state)}</StateLabel>;
}

const parcelTones: Record<ParcelState, StateTone> = {
  awaiting_shipment: 'waiting',
  shipped: 'good',
  delivered: 'good',
  cancelled: 'plain',
};

/** @param frozen its payment is disputed: what has not left stays */
export function ParcelLabel({ state, frozen = false }: { state: ParcelState; frozen?: boolean }) {
  const t = useTranslations('merchant.state.parcel');
  if (frozen && state === 'awaiting_shipment') return <StateLabel tone="waiting">{t('frozen')}</StateLabel>;
  return <StateLabel tone={parcelTones[state]}>{t(state)}</StateLabel>;
}

const eventTones: Record<EventState, StateTone> = {
  pending: 'waiting',
  done: 'good',
  ignored: 'plain',
  wrong_mode: 'plain',
};

/** An event that waits although it was tried is *failing*: it is tried again, but somebody should look. */
export function EventLabel({ event }: { event: { state: EventState; lastError: string | null } }) {
  const t = useTranslations('merchant');
  const failing = event.state === 'pending' && event.lastError !== null;
  return (
    <StateLabel tone={failing ? 'attention' : eventTones[event.state]}>
      {failing ? t('events.failing') : t(`state.event.${event.state}`)}
    </StateLabel>
  );
}
