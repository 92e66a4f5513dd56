import { useFormatter, useTranslations } from 'next-intl';
import { StateLabel } from '@/app/ui/state-label';
import type { EndpointRow } from '@/lib/integrations/endpoints';
import { type MessageKind, messageKinds } from '@/lib/queue/message-kinds';
import { Moment } from '../../ui/moment';
import { AddEndpointForm } from './add-endpoint-form';
import { EndpointControls } from './endpoint-controls';
import type { KindChoice } from './kind-choices';
import type { SecretTexts } from './secret-once';
import { Section } from './section';

/** A dot in a message's name would be read as a way into it. */
const textOf = {
  'parcel.ready': 'parcelReady',
  'parcel.cancelled': 'parcelCancelled',
  'entitlement.granted': 'entitlementGranted',
  'entitlement.revoked': 'entitlementRevoked',
  'license_key.revoked': 'licenseKeyRevoked',
  'license_key.restored': 'licenseKeyRestored',
} as const satisfies Record<MessageKind, string>;

/** The addresses that are told, what each is told of, and a form for one more. */
export function Endpoints({ rows }: { rows: EndpointRow[] }) {
  const t = useTranslations('integrations.endpoints');
  const kindTexts = useTranslations('integrations.kinds');
  const secret = useTranslations('integrations.secret');
  const choices = messageKinds.map((kind) => ({ kind, text: kindTexts(textOf[kind]) }));
  const secretTexts = {
    label: secret('endpoint'),
    copy: secret('copy'),
    copied: secret('copied'),
    copyLabel: secret('copyLabel'),
  };
  return (
    <Section id="endpoints" title={t('title')} lead={t('lead')}>
      {rows.length === 0 && <p className="mb-6 max-w-[60ch] text-sm text-ink-soft">{t('none')}</p>}
      {rows.map((row) => (
        <Endpoint key={row.id} row={row} choices={choices} secretTexts={secretTexts} />
      ))}
      <AddEndpointForm
        open={rows.length === 0}
        choices={choices}
        secretTexts={secretTexts}
        texts={{
          title: t('add'),
          url: t('url'),
          urlHint: t('urlHint'),
          choose: t('choose'),
          button: t('addButton'),
          pending: t('adding'),
        }}
      />
    </Section>
  );
}

function Endpoint({
  row,
  choices,
  secretTexts,
}: {
  row: EndpointRow;
  choices: KindChoice[];
  secretTexts: SecretTexts;
}) {
  const t = useTranslations('integrations.endpoints');
  const format = useFormatter();
  const { id, url, kinds, active, createdAt, secretMark, oldSecretUntil } = row;
  return (
    <article className="border-t border-rule py-4">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h3 className="font-mono text-sm font-medium [overflow-wrap:anywhere]">{url}</h3>
        <StateLabel tone={active ? 'good' : 'attention'}>{t(active ? 'on' : 'off')}</StateLabel>
      </header>
      <p className="mt-1 text-sm text-ink-soft">
        {t('told')}{' '}
        {kinds.map((kind, index) => (
          <span key={kind}>
            {index > 0 && ', '}
            <code className="font-mono text-xs">{kind}</code>
          </span>
        ))}
      </p>
      <p className="text-xs text-ink-faint">
        {t.rich('added', { at: () => <Moment at={createdAt} /> })}
        {oldSecretUntil && (
          <>
            {' · '}
            {t('bothSecrets', {
              until: format.dateTime(oldSecretUntil, { dateStyle: 'medium', timeStyle: 'short' }),
            })}
          </>
        )}
      </p>
      <EndpointControls
        id={id}
        secretMark={secretMark}
        active={active}
        kinds={kinds}
        choices={choices}
        secretTexts={secretTexts}
        texts={{
          test: t('test'),
          testing: t('testing'),
          switch: t(active ? 'switchOff' : 'switchOn'),
          more: t('more'),
          working: t('working'),
          choose: t('choose'),
          save: t('save'),
          rotateTitle: t('rotateTitle'),
          rotateText: t('rotateText'),
          rotate: t('rotate'),
          removeTitle: t('removeTitle'),
          removeText: t('removeText'),
          remove: t('remove'),
        }}
      />
    </article>
  );
}
