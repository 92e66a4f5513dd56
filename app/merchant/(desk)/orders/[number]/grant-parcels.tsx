import { useTranslations } from 'next-intl';
import { GrantItem, type GrantPart } from './grant-item';

/** Which parcels it lies in. */
export function GrantParcels({ grant, parcels }: GrantPart) {
  const t = useTranslations('merchant.order');
  return parcels.map(
    ({ id, items }, index) =>
      items.some(({ fulfillmentId }) => fulfillmentId === grant.id) && (
        <GrantItem key={id} revoked={false}>
          {t('inParcel', { number: index + 1 })}
        </GrantItem>
      ),
  );
}
