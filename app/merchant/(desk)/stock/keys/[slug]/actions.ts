'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import type { ActionAnswer } from '@/app/merchant/ui/action-notice';
import { merchantOrThrow } from '@/lib/auth/guard';
import { setLowPoolAt } from '@/lib/license-keys/key-pools';
import { type LoadResult, loadKeys } from '@/lib/license-keys/load-keys';
import { withdrawKeys } from '@/lib/license-keys/withdraw-keys';

const good = (title: string, ...lines: string[]): ActionAnswer => ({ tone: 'good', title, lines });
const nothing = (title: string, ...lines: string[]): ActionAnswer => ({ tone: 'waiting', title, lines });

/** So many keys are named as examples. */
const examples = (keys: string[]): string => `${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ', …' : ''}`;

/** Loads the keys of a file or of a paste, and says how many were new and what became of the others. */
export async function loadKeysAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  await merchantOrThrow();
  const t = await getTranslations('keys');
  const file = form.get('file');
  const chosen = file instanceof File && file.size > 0 ? file : null;
  const pasted = String(form.get('paste') ?? '');
  if (chosen && pasted.trim()) return nothing(t('refused.both'));
  if (!chosen && !pasted.trim()) return nothing(t('refused.nothing'));
  const bytes = chosen ? new Uint8Array(await chosen.arrayBuffer()) : new TextEncoder().encode(pasted);
  const result = await loadKeys(String(form.get('variantId')), bytes, form.get('receive') === 'on');
  if ('reason' in result) {
    const line = 'line' in result ? (result.line ?? 0) : 0;
    return nothing(t(`refused.${result.reason}`, { line }));
  }
  refresh();
  const lines = await wordsAbout(result);
  const title = t('loaded', { loaded: result.loaded, free: result.free });
  return result.loaded > 0 ? good(title, ...lines) : nothing(title, ...lines);
}

async function wordsAbout(result: Exclude<LoadResult, { reason: unknown }>): Promise<string[]> {
  const t = await getTranslations('keys');
  const { received, waiting, known, repeated, loaded } = result;
  const about = (keys: string[]) => ({ count: keys.length, examples: examples(keys) });
  return [
    received > 0 ? t('received', { units: received }) : '',
    loaded > 0 && waiting > 0 ? t('serving', { units: waiting }) : '',
    known.length > 0 ? t('known', about(known)) : '',
    repeated.length > 0 ? t('repeated', about(repeated)) : '',
  ].filter(Boolean);
}

/** Sets how few free keys are too few. */
export async function lowAtAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  await merchantOrThrow();
  const t = await getTranslations('keys');
  const result = await setLowPoolAt(String(form.get('slug')), form.get('lowPoolAt'));
  if (!result.changed) return nothing(t(`refused.${result.reason}`));
  refresh();
  return good(t('low_at.saved', { count: result.lowPoolAt }));
}

/** Deletes one free key, or all that the merchant saw. */
export async function withdrawAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  await merchantOrThrow();
  const t = await getTranslations('keys');
  const keyId = form.get('keyId');
  const which = keyId === null ? { all: form.get('all') } : { keyId };
  const result = await withdrawKeys(String(form.get('variantId')), which);
  refresh();
  if ('reason' in result) {
    const counts = result.reason === 'changed' ? { seen: result.seen, now: result.now } : { seen: 0, now: 0 };
    return nothing(t(`refused.${result.reason}`, counts));
  }
  const { withdrawn, free, taken } = result;
  const title = t('withdrawn', { count: withdrawn, free });
  return taken > 0 ? good(title, t('taken', { units: taken })) : good(title);
}
