import { createTranslator } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { longDay } from '@/lib/buyer-view/dates';
import { loadMessages } from '@/lib/i18n/messages';
import type { PackingSlip, SlipItem } from '@/lib/orders/parcels/load-slips';
import type { Paper } from './slip-papers';
import styles from './slips.module.css';

/** One packing slip as a sheet of paper, in the buyer's language: it lies on top when they open the parcel. */
export async function SlipSheet({ slip, paper, today }: { slip: PackingSlip; paper: Paper; today: Date }) {
  const { locale, shipTo } = slip;
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'slip' });
  const desk = await getTranslations('slips');
  const parcelOf = t('parcelOf', { place: slip.place, of: slip.of });
  const facts: [label: string, value: string | null][] = [
    [t('parcel'), parcelOf],
    [t('ordered'), longDay(slip.orderedAt, locale)],
    [t('date'), longDay(slip.shippedAt ?? today, locale)],
    [t('shipping'), slip.shippingOption],
  ];
  const count = slip.items.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <article lang={locale} className={`${styles.sheet} ${styles[paper]}`} aria-label={slip.orderNumber}>
      <header className={styles.head}>
        <div>
          <p className={styles.house}>{t('house')}</p>
          <p className={styles.small}>{t('place')}</p>
        </div>
        <h2 className={styles.small}>{t('title')}</h2>
      </header>
      {slip.stopped && (
        <p className={styles.stop} role="alert">
          {desk('stopped')}
        </p>
      )}
      <div className={styles.facts}>
        <div>
          <p className={styles.small}>{t('shipTo')}</p>
          <address className={styles.to}>
            {[shipTo?.name, ...(shipTo?.lines ?? [])].map((line) => line && <div key={line}>{line}</div>)}
          </address>
        </div>
        <dl className={styles.meta}>
          <dt className={styles.small}>{t('order')}</dt>
          <dd className={styles.number}>{slip.orderNumber}</dd>
          {facts.map(
            ([label, value]) =>
              value && (
                <div key={label} className="contents">
                  <dt className={styles.small}>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
      </div>
      <table className={styles.items}>
        <caption className="sr-only">{t('inside')}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${styles.units} ${styles.small}`}>
              {t('quantity')}
            </th>
            <th scope="col" className={`${styles.name} ${styles.small}`}>
              {t('item')}
            </th>
            <th scope="col" className={`${styles.tick} ${styles.small}`}>
              {t('packed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {slip.items.map(({ name, quantity }) => (
            <tr key={name}>
              <td className={styles.units}>{quantity}</td>
              <td className={styles.name}>{name}</td>
              <td className={styles.tick}>
                <span className={styles.box} aria-hidden="true" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={`${styles.sum} ${styles.small}`}>{t('units', { count })}</p>
      {(slip.others.length > 0 || slip.backOrdered.length > 0) && (
        <div className={styles.others}>
          {slip.others.map(({ place, sent, items }) => (
            <section key={place}>
              <h3>{t(sent ? 'sentBefore' : 'follows', { place })}</h3>
              <p>{listed(items)}</p>
            </section>
          ))}
          {slip.backOrdered.length > 0 && (
            <section>
              <h3>{t('backOrdered')}</h3>
              <p>{listed(slip.backOrdered)}</p>
            </section>
          )}
        </div>
      )}
      <p className={`${styles.thanks} ${styles.small}`}>{t('thanks')}</p>
    </article>
  );
}

const listed = (items: SlipItem[]): string =>
  items.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ');
