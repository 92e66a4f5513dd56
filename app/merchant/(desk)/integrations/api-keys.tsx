import { useTranslations } from 'next-intl';
import { StateLabel } from '@/app/ui/state-label';
import type { ApiKeyRow } from '@/lib/integrations/api-keys';
import { Moment } from '../../ui/moment';
import { CreateKeyForm, RevokeKeyForm } from './api-key-forms';
import { Section } from './section';

const head = 'pb-2 pr-6 text-left font-normal whitespace-nowrap';
const cell = 'py-2.5 pr-6 align-top max-md:p-0';

/** The keys with which other systems ask, and a form for one more. */
export function ApiKeys({ rows }: { rows: ApiKeyRow[] }) {
  const t = useTranslations('integrations.keys');
  const secret = useTranslations('integrations.secret');
  return (
    <Section id="keys" title={t('title')} lead={t('lead')}>
      {rows.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('none')}</p>
      ) : (
        <table className="w-full border-b border-rule text-sm max-md:block">
          <caption className="sr-only">{t('caption')}</caption>
          <thead className="label max-md:sr-only">
            <tr>
              {(['name', 'key', 'created', 'used', 'state'] as const).map((column) => (
                <th key={column} scope="col" className={head}>
                  {t(`columns.${column}`)}
                </th>
              ))}
              <th scope="col" className="pb-2">
                <span className="sr-only">{t('revoke')}</span>
              </th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
      <CreateKeyForm
        texts={{ name: t('name'), hint: t('nameHint'), button: t('create'), pending: t('creating') }}
        secretTexts={{
          label: secret('key'),
          copy: secret('copy'),
          copied: secret('copied'),
          copyLabel: secret('copyLabel'),
        }}
      />
    </Section>
  );
}

function Row({ row: { id, name, prefix, createdAt, createdBy, lastUsedAt, revokedAt } }: { row: ApiKeyRow }) {
  const t = useTranslations('integrations.keys');
  return (
    <tr className="border-t border-rule max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-4 max-md:gap-y-1 max-md:py-3">
      <th scope="row" className={`${cell} text-left font-medium`}>
        {name}
      </th>
      <td className={`${cell} font-mono text-xs text-ink-soft max-md:order-2 md:pt-3`}>{prefix}…</td>
      <td className={`${cell} text-ink-soft max-md:order-3 max-md:col-span-2`}>
        <Label>{t('columns.created')}</Label>
        <Moment at={createdAt} />
        <span className="block text-xs text-ink-faint max-md:ml-2 max-md:inline">
          {t('by', { email: createdBy })}
        </span>
      </td>
      <td className={`${cell} text-ink-soft max-md:order-4 max-md:col-span-2`}>
        <Label>{t('columns.used')}</Label>
        {lastUsedAt ? <Moment at={lastUsedAt} /> : t('never')}
      </td>
      <td className={`${cell} whitespace-nowrap max-md:order-1`}>
        <StateLabel tone={revokedAt ? 'plain' : 'good'}>{t(revokedAt ? 'revokedAt' : 'holds')}</StateLabel>
        {revokedAt && (
          <span className="block text-xs text-ink-faint">
            <Moment at={revokedAt} />
          </span>
        )}
      </td>
      <td className="py-2.5 align-top max-md:order-5 max-md:col-span-2 max-md:p-0">
        {!revokedAt && (
          <RevokeKeyForm
            id={id}
            texts={{
              open: t('revoke'),
              text: t('revokeText', { name }),
              button: t('revokeButton'),
              pending: t('revoking'),
            }}
          />
        )}
      </td>
    </tr>
  );
}

/** The column's name before its content, where the columns are not columns any more. */
function Label({ children }: { children: string }) {
  return (
    <span aria-hidden="true" className="label mr-2 md:hidden">
      {children}
    </span>
  );
}
