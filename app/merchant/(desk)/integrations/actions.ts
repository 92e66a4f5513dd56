'use server';

import { refresh } from 'next/cache';
import { getFormatter, getTranslations } from 'next-intl/server';
import type { ActionAnswer } from '@/app/merchant/ui/action-notice';
import { merchantOrThrow } from '@/lib/auth/guard';
import { createApiKey, revokeApiKey } from '@/lib/integrations/api-keys';
import { sendAgain, sendTest } from '@/lib/integrations/deliveries';
import {
  addEndpoint,
  chooseKinds,
  removeEndpoint,
  rotateSecret,
  switchEndpoint,
} from '@/lib/integrations/endpoints';

/** An answer that may bring something to be shown this once, and what was typed where it was refused. */
export interface IntegrationAnswer extends ActionAnswer {
  secret?: string;
  typed?: { url: string; kinds: string[] };
}

const good = (title: string, ...lines: string[]): IntegrationAnswer => ({ tone: 'good', title, lines });
const nothing = (title: string, ...lines: string[]): IntegrationAnswer => ({ tone: 'waiting', title, lines });

/** Adds an address that is told what happens; the answer brings its secret. */
export async function addEndpointAction(
  _before: IntegrationAnswer | null,
  form: FormData,
): Promise<IntegrationAnswer> {
  await merchantOrThrow();
  const t = await getTranslations('integrations.answers');
  const typed = { url: String(form.get('url') ?? ''), kinds: form.getAll('kinds').map(String) };
  const result = await addEndpoint(typed);
  if (!result.added) return { ...nothing(t(result.reason)), typed };
  refresh();
  return { ...good(t('added', { url: result.url }), t('addedText')), secret: result.secret };
}

/** What the buttons of one endpoint do: `do` names the one that was pressed. */
export async function endpointAction(
  _before: IntegrationAnswer | null,
  form: FormData,
): Promise<IntegrationAnswer> {
  await merchantOrThrow();
  const id = form.get('id');
  const answer = await runEndpointAction(id, form);
  refresh();
  return answer;
}

async function runEndpointAction(id: unknown, form: FormData): Promise<IntegrationAnswer> {
  const t = await getTranslations('integrations.answers');
  switch (form.get('do')) {
    case 'test': {
      const result = await sendTest(id);
      if (result.sent)
        return good(t('testSent', { status: result.status, milliseconds: result.milliseconds }));
      const words = result.error ? [result.error] : [];
      if (result.reason === 'refused')
        return nothing(t('testRefused', { status: result.status ?? 0 }), ...words);
      if (result.reason === 'no_answer') return nothing(t('testNoAnswer'), ...words);
      return nothing(t(result.reason));
    }
    case 'on':
    case 'off': {
      const on = form.get('do') === 'on';
      const result = await switchEndpoint(id, on);
      if (!result.changed) return nothing(t(result.reason));
      return on ? good(t('switchedOn'), t('switchedOnText')) : good(t('switchedOff'), t('switchedOffText'));
    }
    case 'kinds': {
      const result = await chooseKinds(id, form.getAll('kinds'));
      return result.changed ? good(t('kindsSaved')) : nothing(t(result.reason));
    }
    case 'rotate': {
      const result = await rotateSecret(id, form.get('seen'));
      if (!result.rotated) return nothing(t(result.reason === 'changed' ? 'rotateChanged' : result.reason));
      const format = await getFormatter();
      const until = format.dateTime(result.oldSecretUntil, { dateStyle: 'medium', timeStyle: 'short' });
      return { ...good(t('rotated'), t('rotatedText', { until })), secret: result.secret };
    }
    case 'remove': {
      const result = await removeEndpoint(id);
      return result.changed ? good(t('removed')) : nothing(t(result.reason));
    }
    default:
      return nothing(t('no_endpoint'));
  }
}

/** Queues a message once more, with its ID and its body. */
export async function sendAgainAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  await merchantOrThrow();
  const t = await getTranslations('integrations.answers');
  const result = await sendAgain(form.get('id'));
  refresh();
  return result.queued ? good(t('resent', { url: new URL(result.url).host })) : nothing(t(result.reason));
}

/** Makes an API key; the answer brings it. */
export async function createKeyAction(
  _before: IntegrationAnswer | null,
  form: FormData,
): Promise<IntegrationAnswer> {
  const { email } = await merchantOrThrow();
  const t = await getTranslations('integrations.answers');
  const result = await createApiKey(form.get('name'), email);
  if (!result.created) {
    const words = { no_name: 'no_name', too_long: 'nameTooLong', known: 'nameKnown' } as const;
    return nothing(t(words[result.reason]));
  }
  refresh();
  return { ...good(t('keyCreated', { name: result.name }), t('keyCreatedText')), secret: result.key };
}

/** Ends an API key at once. */
export async function revokeKeyAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  await merchantOrThrow();
  const t = await getTranslations('integrations.answers');
  const result = await revokeApiKey(form.get('id'));
  refresh();
  return result.revoked ? good(t('keyRevoked', { name: result.name })) : nothing(t(result.reason));
}
