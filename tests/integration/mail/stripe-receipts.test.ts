import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { drainQueue } from '@/lib/jobs/worker';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { useMailbox } from '../../support/mailbox';
import { applySettings } from '../../support/settings';
import { buy, emptyAccount } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const mailbox = useMailbox();
applySettings({ RECEIPTS: 'stripe' });
const stripe = useSandbox();
beforeEach(() => mailbox.clear());

async function bought(slugs: string[], instrument?: Parameters<typeof buy>[2]): Promise<string[]> {
  const sessionId = await buy(
    stripe,
    slugs.map((slug) => ({ slug, quantity: 1 })),
    { locale: 'en', ...instrument },
  );
  await deliver(sessionEvent(sessionId));
  await drainQueue();
  const { id } = await db().order.findUniqueOrThrow({ where: { sessionId } });
  const mails = await db().mailMessage.findMany({ where: { orderId: id }, orderBy: { queuedAt: 'asc' } });
  return mails.map(({ template }) => template);
}

describe('where Stripe sends the receipts', () => {
  test('the shop sends what they do not hold: downloads, keys and access, without amounts', async () => {
    expect(await bought(['quaderno-pdf', 'registri', 'ciotola'])).toEqual(['delivery']);
    const [mail, ...others] = mailbox.list();
    expect(others).toEqual([]);
    expect(mail?.subject).toMatch(/^Yours now, order B-\d+$/);
    expect(mail?.text).toContain('It is yours.');
    expect(mail?.text).toContain('quaderno-del-torchio.pdf');
    expect(mail?.text).not.toMatch(/€|Total|Bowl/);
  });

  test('nothing is to be said of what is only sent, until it is', async () => {
    expect(await bought(['ciotola'])).toEqual([]);
    expect(mailbox.list()).toEqual([]);
  });

  test('a payment on its way is told all the same', async () => {
    expect(await bought(['quaderno-pdf'], { instrument: emptyAccount })).toEqual(['payment_in_progress']);
    expect(mailbox.list()[0]?.subject).toBe('Your payment is on its way');
  });
});
