import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Price } from '@/app/ui/price';
import { StateLabel } from '@/app/ui/state-label';
import { stockState } from '@/lib/catalogue/stock-state';
import type { SeenPrice } from '@/lib/checkout/cart';
import type { OfferedProduct } from '@/lib/checkout/current-cart';
import type { LineProblem, ReviewedLine } from '@/lib/checkout/review-cart';
import { formatMoney } from '@/lib/money';
import { ProductPicture } from '../product-picture';
import { removeItem, setItem } from './actions';
import { QuantityStepper } from './quantity-stepper';

/** One line of the cart. */
export function CartLine({ line }: { line: ReviewedLine<OfferedProduct> }) {
  const t = useTranslations('cart');
  const tKinds = useTranslations('kinds');
  const { slug, quantity, offer, limit, problem } = line;
  const name = offer?.name ?? slug;
  return (
    <li className="grid grid-cols-[5.5rem_1fr] gap-x-4 border-b border-rule py-5 sm:grid-cols-[7rem_1fr] sm:gap-x-6">
      {offer ? (
        <ProductPicture image={offer.image} alt="" className={limit === 0 ? 'opacity-55' : ''} />
      ) : (
        <span className="aspect-4/5 bg-wash" />
      )}
      <div className="flex min-w-0 flex-col">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <h2 className="display min-w-0 text-title">
            {offer ? (
              <Link href={`/products/${slug}`} className="hover:text-accent">
                {name}
              </Link>
            ) : (
              name
            )}
          </h2>
          {offer && limit > 0 && <LinePrice total={line.total} price={offer.price} />}
        </div>
        {offer && (
          <p className="mt-0.5 text-sm text-ink-faint">
            {offer.kinds.map((kind) => tKinds(kind)).join(' · ')}
          </p>
        )}
        {offer && <UnitPrice line={line} offer={offer} />}
        {problem && <Problem line={line} problem={problem} />}
        <div className="mt-auto flex flex-wrap items-center justify-between gap-x-6 gap-y-2 pt-4">
          {offer && limit > 0 && (limit > 1 || quantity > 1) ? (
            <QuantityStepper
              slug={slug}
              quantity={quantity}
              limit={limit}
              texts={{
                group: t('quantityOf', { name }),
                fewer: t('fewer', { name }),
                more: t('more', { name }),
                atLimit:
                  offer.available !== null && offer.available <= offer.maxQuantity
                    ? t('allThereIs')
                    : t('mostPerOrder'),
              }}
            />
          ) : (
            <span />
          )}
          <form action={removeItem}>
            <input type="hidden" name="slug" value={slug} />
            <button
              type="submit"
              aria-label={t('removeName', { name })}
              className="link min-h-11 text-sm text-ink-soft"
            >
              {t('remove')}
            </button>
          </form>
        </div>
      </div>
    </li>
  );
}

/** What the line comes to, and how often, where it is paid more than once. */
function LinePrice({ total, price: { currency, interval } }: { total: number; price: SeenPrice }) {
  const t = useTranslations('product');
  return (
    <span className="whitespace-nowrap">
      <Price amount={total} currency={currency} />
      {interval && <span className="text-sm text-ink-soft"> {t(`per_${interval}`)}</span>}
    </span>
  );
}

/** What one costs, where that is not the line's total, and what it cost when it was put in. */
function UnitPrice({ line, offer }: { line: ReviewedLine<OfferedProduct>; offer: OfferedProduct }) {
  const t = useTranslations('cart');
  const locale = useLocale();
  const { amount, currency } = offer.price;
  if (!line.was && line.quantity === 1) return null;
  const now = formatMoney(amount, currency, locale);
  return (
    <p className="figures mt-0.5 text-sm text-ink-soft">
      {line.was ? (
        <strong className="font-medium text-attention">
          {t('was', { before: formatMoney(line.was.amount, line.was.currency, locale), now })}
        </strong>
      ) : (
        t('each', { price: now })
      )}
    </p>
  );
}

/** Why the line cannot be paid for, and the way out of it. */
function Problem({
  line: { slug, limit, offer },
  problem,
}: {
  line: ReviewedLine<OfferedProduct>;
  problem: LineProblem;
}) {
  const t = useTranslations('cart');
  const reserved = offer?.stock && stockState(offer.stock) === 'reserved';
  return (
    <div className="mt-2 flex flex-wrap items-baseline gap-x-4">
      <StateLabel tone="attention">
        {problem === 'sold_out' && reserved ? t('reserved') : t(problem, { count: limit })}
      </StateLabel>
      {problem === 'too_many' && (
        <form action={setItem}>
          <input type="hidden" name="slug" value={slug} />
          <button type="submit" name="quantity" value={limit} className="link min-h-8 text-sm font-medium">
            {t('setTo', { count: limit })}
          </button>
        </form>
      )}
    </div>
  );
}
