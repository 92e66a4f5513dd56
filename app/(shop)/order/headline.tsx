import { useTranslations } from 'next-intl';
import { StateLabel, type StateTone } from '@/app/ui/state-label';
import type { BuyerOrder } from '@/lib/buyer-view/buyer-order';
import { firstName } from '@/lib/buyer-view/first-name';
import { headlineOf, type Headline as Name } from '@/lib/buyer-view/headline';

/** States that are said instead of thanks. */
const titled = ['attention', 'awaiting', 'failed', 'refunded', 'disputed', 'cancelled'] as const;

type Titled = (typeof titled)[number];

const isTitled = (name: Name): name is Titled => titled.some((one) => one === name);

const tones: Partial<Record<Name, StateTone>> = {
  attention: 'waiting',
  awaiting: 'waiting',
  later: 'waiting',
  working: 'waiting',
  disputed: 'waiting',
  failed: 'attention',
  refunded: 'plain',
  partlyRefunded: 'plain',
  cancelled: 'plain',
};

/** Colour and mark of a state. */
export const toneOf = (name: Name): StateTone => tones[name] ?? 'good';

/** What became of the money and the goods, first in large letters, then in a sentence. */
export function Headline({ order }: { order: BuyerOrder }) {
  const t = useTranslations('order');
  const name = headlineOf(order);
  const first = firstName(order.name);
  return (
    <header>
      {!isTitled(name) && (
        <StateLabel tone={toneOf(name)} className="mb-5">
          {t(`headline.${name}.state`)}
        </StateLabel>
      )}
      <h1 className="display text-display max-w-[14ch] text-balance">
        {isTitled(name)
          ? t(`headline.${name}.title`)
          : first
            ? t('thanks', { name: first })
            : t('thanksNameless')}
      </h1>
      <p className="mt-6 max-w-[48ch] text-lg text-ink-soft">{t(`headline.${name}.text`)}</p>
    </header>
  );
}
