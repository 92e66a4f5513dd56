import { db } from '@/lib/db';

/** An event that nobody delivered, noted as missed at a moment. */
export async function missedEvent(id: string, missedAt: Date, objectId?: string): Promise<void> {
  await db().stripeEvent.create({
    data: {
      id,
      type: 'checkout.session.completed',
      livemode: false,
      createdAt: missedAt,
      objectId: objectId ?? null,
      state: 'done',
      delivered: false,
      missedAt,
    },
  });
}
