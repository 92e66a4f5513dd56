import { env } from '../../env';
import { attentionWords } from '../../fulfillment/attention-words';
import { poolPath } from '../../license-keys/pool-path';
import { orderNumber } from '../../order-number';
import { isMailTemplate } from '../../queue/mail-templates';
import type { DigestFacts, Excerpt } from '../facts/digest';
import { type Letter, type LetterEntry, type LetterList, letter } from './letter';
import type { LetterTools } from './letter-tools';
import { longSpan } from './long-span';

const desk = (path = '') => `${env().appUrl}/merchant${path}`;

const orderPage = (number: number) => desk(`/orders/${orderNumber({ number })}`);

/** What an order is called, and where its page is. */
const ofOrder = (number: number) => ({ label: orderNumber({ number }), url: orderPage(number) });

/**
 * What waits for the merchant, part by part, the urgent ones first. A part with nothing in it is left out; a long one
 * shows its oldest entries and says how many there are.
 *
 * @param now how long something waits is measured against it
 */
export function digestLetter(facts: DigestFacts, now: Date, tools: LetterTools): Letter {
  const { t, locale, money } = tools;
  const span = (since: Date) => longSpan(now.getTime() - since.getTime(), locale);
  const words = (text: string | null) => (text ? text.split('\n').filter(Boolean) : []);

  function list<Row>(
    name: keyof DigestFacts,
    path: string,
    { rows, total }: Excerpt<Row>,
    entry: (row: Row) => LetterEntry,
  ): LetterList[] {
    if (total === 0) return [];
    return [
      {
        heading: t(`mail.digest.${name}.heading`, { count: total }),
        text: t(`mail.digest.${name}.text`),
        entries: rows.map(entry),
        link: {
          label: total > rows.length ? t('mail.digest.all', { count: total }) : t(`mail.digest.${name}.link`),
          url: desk(path),
        },
      },
    ];
  }

  const lists = [
    ...list('caught', '/events', facts.caught, ({ number, eventId, since }) => ({
      ...(number === null ? { label: eventId, url: null } : ofOrder(number)),
      aside: span(since),
      notes: [],
    })),
    ...list('attention', '?state=attention', facts.attention, ({ number, attention, since }) => ({
      ...ofOrder(number),
      aside: span(since),
      notes: attentionWords(attention, t, locale),
    })),
    ...list('disputed', '?state=refunded', facts.disputed, ({ number, since }) => ({
      ...ofOrder(number),
      aside: span(since),
      notes: [],
    })),
    ...list('differences', '?state=differs', facts.differences, ({ number, amount, currency }) => ({
      ...ofOrder(number),
      aside: money(amount, currency),
      notes: [],
    })),
    ...list('parcels', '/parcels', facts.parcels, ({ number, parcel, since }) => ({
      ...ofOrder(number),
      aside: span(since),
      notes: [t('mail.digest.parcels.entry', { parcel })],
    })),
    ...list('backOrders', '/stock', facts.backOrders, ({ number, name, missing, since }) => ({
      ...ofOrder(number),
      aside: span(since),
      notes: [t('mail.items', { count: missing, name })],
    })),
    ...list('pools', '/stock', facts.pools, ({ name, free, ...pool }) => ({
      label: name,
      url: desk(poolPath(pool)),
      aside: t('mail.digest.pools.free', { count: free }),
      notes: [],
    })),
    ...list('payments', '?state=awaiting', facts.payments, ({ number, amount, currency, since }) => ({
      ...ofOrder(number),
      aside: span(since),
      notes: [money(amount, currency)],
    })),
    ...list('mails', '', facts.mails, ({ number, template, recipient, refused, error, since }) => ({
      label: isMailTemplate(template) ? t(`merchant.order.mail.${template}`) : template,
      url: number === null ? null : orderPage(number),
      aside: span(since),
      notes: [
        t(refused ? 'mail.digest.mails.refused' : 'mail.digest.mails.trying', { recipient }),
        ...words(error),
      ],
    })),
    ...list('messages', '/integrations', facts.messages, ({ url, count, error }) => ({
      label: url,
      url: null,
      aside: t('mail.digest.messages.count', { count }),
      notes: words(error),
    })),
  ];
  const count = Object.values(facts).reduce((sum, { total }) => sum + total, 0);
  return letter('digest', tools, {
    subject: t('mail.digest.subject', { count }),
    preview: lists.map(({ heading }) => heading).join(' · '),
    heading: t('mail.digest.heading', { count }),
    paragraphs: [t('mail.digest.text')],
    button: { label: t('mail.digest.open'), url: desk() },
    lists,
  });
}
