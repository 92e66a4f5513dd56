import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { CopyButton } from '@/app/merchant/ui/copy-button';
import { Moment } from '@/app/merchant/ui/moment';
import type { OpenRecord, RecordRow } from '@/lib/orders/merchant/order-records';

/** The copies between hairlines. Each is a link that opens it in its place, and closes it again. */
export function RecordList({
  records,
  opened,
  address,
}: {
  records: RecordRow[];
  opened: OpenRecord | null;
  address: string;
}) {
  return (
    <ul className="border-b border-rule">
      {records.map((record) => (
        <li key={record.id} id={`copy-${record.id}`} className="scroll-mt-4 border-t border-rule">
          <Head record={record} open={record.id === opened?.id} address={address} />
          {record.id === opened?.id && <Body record={opened} />}
        </li>
      ))}
    </ul>
  );
}

/** Stripe's kind of object in the reader's words; one without words yet is called by its own name. */
function useKindName(): (kind: string) => string {
  const t = useTranslations('merchant.records');
  return (kind) => {
    const key = `kind.${kind}` as 'kind.refund';
    return t.has(key) ? t(key) : kind.replaceAll('_', ' ');
  };
}

function Head({ record, open, address }: { record: RecordRow; open: boolean; address: string }) {
  const t = useTranslations('merchant.records');
  const format = useFormatter();
  const name = useKindName()(record.kind);
  const time = format.dateTime(record.retrievedAt, { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <Link
      href={open ? address : `${address}?open=${record.id}`}
      replace
      scroll={false}
      prefetch={false}
      aria-expanded={open}
      aria-label={t(open ? 'closeLabel' : 'openLabel', { kind: name, time })}
      className="group grid grid-cols-[1fr_auto] items-baseline gap-x-6 gap-y-0.5 py-3 text-sm hover:bg-sheet sm:grid-cols-[11rem_minmax(0,1fr)_auto_4rem]"
    >
      <span className="font-medium group-hover:text-accent">{name}</span>
      <code className="font-mono text-xs text-ink-faint [overflow-wrap:anywhere] max-sm:order-3 max-sm:col-span-2">
        {record.objectId}
      </code>
      <span className="text-ink-soft max-sm:order-4">
        <Moment at={record.retrievedAt} exact />
      </span>
      <span aria-hidden="true" className="text-right text-accent max-sm:order-2">
        {t(open ? 'close' : 'open')}
      </span>
    </Link>
  );
}

function Body({ record }: { record: OpenRecord }) {
  const t = useTranslations('merchant.records');
  const name = useKindName()(record.kind);
  const json = JSON.stringify(record.body, null, 2);
  return (
    <section aria-label={t('body', { kind: name })} className="pb-5">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 text-xs text-ink-faint">
        <span>{t('version', { version: record.apiVersion })}</span>
        <CopyButton value={json} text={t('copy')} done={t('copied')} label={t('copyLabel', { kind: name })} />
      </div>
      <pre className="border border-rule bg-sheet p-4 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
        {json}
      </pre>
    </section>
  );
}
