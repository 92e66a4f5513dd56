import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/app/ui/submit-button';
import type { FreeKey } from '@/lib/license-keys/free-keys';
import type { KeyPool } from '@/lib/license-keys/key-pools';
import { Moment } from '../../../../ui/moment';
import { FreeKeysForm } from './free-keys-form';
import { WithdrawAllForm } from './pool-forms';

/** The keys that will be given next, and a way to take them out again. */
export function FreeKeys({ pool, keys }: { pool: KeyPool; keys: FreeKey[] }) {
  const t = useTranslations('keys.free');
  const { variantId, free, name } = pool;
  return (
    <div>
      <h2 className="mb-2 text-sm font-medium">{t('title')}</h2>
      <FreeKeysForm variantId={variantId}>
        {keys.length === 0 ? (
          <p className="text-sm text-ink-soft">{t('none')}</p>
        ) : (
          <>
            <div className="max-h-[22rem] overflow-y-auto border-y border-rule">
              <table className="w-full text-sm">
                <caption className="sr-only">{t('caption', { name })}</caption>
                <thead className="sr-only">
                  <tr>
                    <th scope="col">{t('key')}</th>
                    <th scope="col">{t('since')}</th>
                    <th scope="col">{t('withdraw')}</th>
                  </tr>
                </thead>
                <tbody>
                  {keys.map(({ id, key, createdAt }) => (
                    <tr key={id} className="border-t border-rule first:border-t-0">
                      <th
                        scope="row"
                        className="py-1.5 pr-4 text-left font-mono text-xs font-normal [overflow-wrap:anywhere]"
                      >
                        {key}
                      </th>
                      <td className="py-1.5 pr-4 text-xs whitespace-nowrap text-ink-faint max-sm:hidden">
                        <Moment at={createdAt} />
                      </td>
                      <td className="py-1.5 text-right">
                        <SubmitButton
                          look="quiet"
                          name="keyId"
                          value={id}
                          aria-label={t('withdrawOf', { key })}
                          pendingText={t('withdrawing')}
                          className="text-sm lg:min-h-0! lg:py-0!"
                        >
                          {t('withdraw')}
                        </SubmitButton>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {free > keys.length && (
              <p className="mt-2 text-sm text-ink-faint">{t('more', { count: free - keys.length })}</p>
            )}
          </>
        )}
      </FreeKeysForm>
      <WithdrawAllForm
        variantId={variantId}
        seen={free}
        texts={{
          title: t('allTitle'),
          text: t('allText'),
          button: t('all', { count: free }),
          pending: t('withdrawing'),
        }}
      />
    </div>
  );
}
