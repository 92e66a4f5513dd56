import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { cancelCheckout } from '@/lib/checkout/cancel-checkout';
import { startCheckout } from '@/lib/checkout/start-checkout';
import { db } from '@/lib/db';
import { stripe as client } from '@/lib/stripe/client';
import { emptyAccount, goodAccount, goodCard, submission } from '../../support/shopper';
import { type Deed, deed, nothing } from './deed';
import { pick, type Run } from './run';

const which = fc.nat({ max: 9 });

/** What people put into their carts: the scarce, the uncounted, several kinds at once, and what renews itself. */
export const carts = {
  lastUnit: [{ slug: 'luna-su-superga', quantity: 1 }],
  pitcher: [{ slug: 'brocca', quantity: 2 }],
  bowls: [{ slug: 'ciotola', quantity: 3 }],
  keys: [{ slug: 'registri', quantity: 2 }],
  prints: [{ slug: 'e-commerciale', quantity: 2 }],
  file: [{ slug: 'quaderno-pdf', quantity: 1 }],
  course: [{ slug: 'comporre-a-mano', quantity: 1 }],
  membership: [{ slug: 'amici', quantity: 1 }],
  software: [{ slug: 'ottava', quantity: 2 }],
  mixed: [
    { slug: 'quaderno-del-torchio', quantity: 2 },
    { slug: 'registri', quantity: 1 },
    { slug: 'ottava', quantity: 1 },
  ],
} as const;

const cart = fc.constantFrom(...(Object.keys(carts) as (keyof typeof carts)[]));
const instruments = { card: goodCard, debit: goodAccount, emptyAccount };
const instrument = fc.constantFrom(...(['card', 'card', 'card', 'debit', 'emptyAccount'] as const));
/** Few browsers, so that one of them starts another checkout while its first is open. */
const browser = fc.nat({ max: 3 });
const browserIds = new Map<number, string>();
function browserId(number: number): string {
  const known = browserIds.get(number) ?? randomUUID();
  browserIds.set(number, known);
  return known;
}

/** Presses the shop's button. @returns the session, or why there is none */
async function start(
  name: keyof typeof carts,
  number: number,
): Promise<{ sessionId: string } | { refused: string }> {
  const result = await startCheckout({
    idempotencyKey: randomUUID(),
    mode: number % 2 ? 'embedded' : 'hosted',
    lines: carts[name].map((line) => ({ ...line })),
    locale: number % 2 ? 'en' : 'it',
    browserId: browserId(number),
  });
  return result.ok ? { sessionId: result.sessionId } : { refused: result.reason };
}

/** Fills in Stripe's page and presses "Pay". @returns what the page says then */
export async function pay(
  { checkout }: Run,
  sessionId: string,
  by: keyof typeof instruments,
): Promise<string> {
  const rate = checkout.view(sessionId)?.shippingRates.at(-1);
  if (rate && checkout.view(sessionId)?.session.status === 'open') {
    await checkout.chooseShippingRate(sessionId, rate.id);
  }
  const outcome = await checkout.pay(sessionId, submission(instruments[by]));
  return 'paymentStatus' in outcome ? outcome.paymentStatus : outcome.outcome;
}

/** Somebody sells on the same account without the shop: more than there is, or what the shop does not know. */
async function sellElsewhere(what: 'more than there is' | 'an unknown price'): Promise<string> {
  const price = await db().price.findFirstOrThrow({
    where: { active: true, variant: { product: { slug: 'ciotola' } } },
  });
  const line =
    what === 'an unknown price'
      ? {
          price_data: { currency: 'eur', unit_amount: 9000, product_data: { name: 'A workshop seat' } },
          quantity: 1,
        }
      : { price: price.stripePriceId ?? '', quantity: 9 };
  const session = await client().checkout.sessions.create({
    mode: 'payment',
    success_url: 'http://elsewhere.test/',
    line_items: [line],
  });
  return session.id;
}

/** The shopper's part. */
export const buying: Deed[] = [
  deed('buy', 8, { cart, browser, by: instrument }, async (run, args) => {
    const started = await start(args.cart, args.browser);
    return 'refused' in started ? started.refused : await pay(run, started.sessionId, args.by);
  }),
  deed('start', 3, { cart, browser }, async (_run, args) => {
    const started = await start(args.cart, args.browser);
    return 'refused' in started ? started.refused : 'open';
  }),
  deed('pay', 3, { which, by: instrument }, async (run, args) => {
    const session = pick(run.openSessions(), args.which);
    return session ? await pay(run, session.id, args.by) : nothing;
  }),
  deed('changeQuantity', 2, { which, to: fc.integer({ min: 1, max: 5 }) }, async (run, args) => {
    for (const session of run.openSessions().slice(args.which % 3)) {
      const [line] = Object.entries(run.checkout.view(session.id)?.adjustable ?? {});
      if (!line) continue;
      const [id, { minimum, maximum }] = line;
      const quantity = Math.max(minimum, Math.min(maximum, args.to));
      await run.checkout.setQuantity(session.id, id, quantity);
      return `${quantity} of ${maximum}`;
    }
    return nothing;
  }),
  deed('addOptional', 1, { which }, async (run, args) => {
    for (const session of run.openSessions().slice(args.which % 3)) {
      const [item] = run.checkout.view(session.id)?.optionalItems ?? [];
      if (!item) continue;
      await run.checkout.setOptionalItem(session.id, item.id, Math.max(1, item.minimum));
      return item.description;
    }
    return nothing;
  }),
  deed('useCode', 2, { which, code: fc.constantFrom('REGALO', 'BENVENUTO') }, async (run, args) => {
    const session = pick(run.openSessions(), args.which);
    if (!session) return nothing;
    const outcome = await run.checkout.applyPromotionCode(session.id, args.code);
    return 'refused' in outcome ? outcome.refused : String(outcome.view.session.amount_total);
  }),
  deed('leave', 2, { browser, all: fc.boolean() }, async (run, args) => {
    const last = run.openSessions().at(-1);
    await cancelCheckout(args.all ? null : (last?.id ?? null), browserId(args.browser));
    return 'left';
  }),
  deed('expire', 2, { which }, async (run, args) => {
    const session = pick(run.openSessions(), args.which);
    if (!session) return nothing;
    await run.account.expire(session.id);
    return 'expired';
  }),
  deed('recover', 1, { which, by: instrument }, async (run, args) => {
    const recoverable = run.sessions((session) => Boolean(session.after_expiration?.recovery?.url));
    const address = pick(recoverable, args.which)?.after_expiration?.recovery?.url;
    if (!address) return nothing;
    const known = new Set(run.sessions().map((session) => session.id));
    await fetch(address, { redirect: 'manual' });
    const recovered = run.sessions((session) => !known.has(session.id)).at(0);
    return recovered ? await pay(run, recovered.id, args.by) : 'not recovered';
  }),
  deed('buyByLink', 3, { which, more: fc.boolean(), by: instrument }, async (run, args) => {
    const links = run.account.paymentLinks().reverse();
    const opened = await run.checkout.openPaymentLink(pick(links, args.which)?.id ?? '');
    if (!opened || 'closed' in opened) return 'closed';
    const [line] = Object.entries(opened.adjustable);
    if (line && args.more) await run.checkout.setQuantity(opened.session.id, line[0], line[1].maximum);
    return await pay(run, opened.session.id, args.by);
  }),
  deed(
    'buyElsewhere',
    1,
    { what: fc.constantFrom('more than there is' as const, 'an unknown price' as const) },
    async (run, args) => await pay(run, await sellElsewhere(args.what), 'card'),
  ),
];
