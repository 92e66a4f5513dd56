/** @jsxImportSource hono/jsx */
import type { OptionalItemView } from '../../engine';
import { Icon } from '../icons';
import type { PageFacts } from './facts';

/** What the shopper may add and has not. https://docs.stripe.com/payments/checkout/optional-items */
export const Offers = ({ facts }: { facts: PageFacts }) => {
  const { view, money, speech } = facts;
  const { t } = speech;
  const offers = view.optionalItems.filter(({ quantity }) => quantity === 0);
  if (offers.length === 0) return null;
  return (
    <div class="offers">
      <h2>{t.addToOrder}</h2>
      <ul>
        {offers.map((item) => (
          <li class="line" key={item.id}>
            <Picture name={item.description} image={item.image} />
            <div class="what">
              <span class="name">{item.description}</span>
              <span class="quiet">{money(item.unitAmount)}</span>
            </div>
            <button
              type="button"
              class="quiet-button"
              id={`add-${item.id}`}
              data-optional={item.id}
              data-quantity={firstQuantity(item)}
              aria-label={t.addItem(item.description)}
            >
              <Icon name="plus" /> {t.add}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** Takes an item that was added out again. */
export const RemoveOptional = ({ item, facts }: { item: OptionalItemView; facts: PageFacts }) => (
  <button
    type="button"
    class="text-button"
    id={`remove-${item.id}`}
    data-optional={item.id}
    data-quantity="0"
    aria-label={facts.speech.t.removeItem(item.description)}
  >
    {facts.speech.t.remove}
  </button>
);

export const Picture = ({ name, image }: { name: string; image: string | null | undefined }) => (
  <span class="picture" data-initial={name.slice(0, 1)}>
    {/* biome-ignore lint/performance/noImgElement: served by Hono, there is no next/image here */}
    {image && <img src={image} alt="" width="56" height="56" />}
  </span>
);

const firstQuantity = ({ minimum, maximum }: OptionalItemView) => Math.min(Math.max(minimum, 1), maximum);
