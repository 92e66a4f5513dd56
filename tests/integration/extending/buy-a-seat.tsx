import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { ThingParts } from '../../../app/(shop)/order/thing-parts';
import { loadBuyerOrder } from '../../../lib/buyer-view/buyer-order';
import { db, disconnect } from '../../../lib/db';
import { fulfillCheckout } from '../../../lib/fulfillment/fulfill-checkout';
import { reconcilePayment } from '../../../lib/fulfillment/reconcile-payment';
import { loadMessages } from '../../../lib/i18n/messages';
import { renderMail } from '../../../lib/mail/render-mail';
import { eraseOrder } from '../../../lib/orders/merchant/erase-details';
import { syncCatalogue } from '../../../lib/sync/sync-catalogue';
import { applyMigrations } from '../../../prisma/schema-engine';
import { seed } from '../../../prisma/seed';
import { startSandbox } from '../../../sandbox/stripe/server';
import { applySettings } from '../../support/settings';
import { buy } from '../../support/shopper';

// Runs in a copy of the project that knows seats: migrates the database of DATABASE_URL, sells a course with a seat,
// takes it back, erases the order. TEST_ACCOUNT is what the stand-in begins with. Prints what became of it, as JSON.

const sandbox = await startSandbox({ port: 0, dataDir: null, account: process.env.TEST_ACCOUNT });
try {
  applySettings({ STRIPE_API_URL: sandbox.url });
  const migrations = await applyMigrations(process.env.DATABASE_URL ?? '');
  await seed(db());
  await syncCatalogue(() => {});

  const course = [{ slug: 'comporre-a-mano', quantity: 1 }];
  const sessionId = await buy(sandbox, course, { locale: 'en' });
  // Twice at the same instant and once more: still one place (I1).
  const webhook = () => fulfillCheckout(sessionId, { trigger: 'webhook' });
  await Promise.all([webhook(), webhook()]);
  await webhook();
  const {
    id: orderId,
    number,
    paymentIntentId,
  } = await db().order.findUniqueOrThrow({ where: { sessionId } });
  const seats = () => db().$queryRaw`SELECT unit, guest, revoked_at IS NOT NULL AS revoked FROM seat`;
  const order = async () => {
    const found = await loadBuyerOrder(orderId, 'en');
    if (!found) throw new Error('the order is not there');
    return found;
  };
  const page = async () => {
    const shown = await order();
    const messages = await loadMessages('en');
    return renderToStaticMarkup(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={messages}>
        {shown.lines.map((line) => (
          <ThingParts key={line.id} line={line} order={shown} />
        ))}
      </NextIntlClientProvider>,
    );
  };
  const receipt = async () => (await renderMail({ template: 'receipt', orderId, locale: 'en' })).text;
  const bought = { seats: await seats(), order: await order(), page: await page(), receipt: await receipt() };

  await sandbox.engine.account.refund(paymentIntentId ?? '');
  await reconcilePayment(paymentIntentId ?? '', { trigger: 'webhook' });
  const { id: refundId } = await db().refund.findFirstOrThrow({ where: { orderId } });
  const mail = await renderMail({ template: 'refund', orderId, locale: 'en', data: { refundId } });
  const refunded = { seats: await seats(), page: await page(), mail: mail.text };

  const erasure = await eraseOrder(orderId, `B-${number}`, 'merchant@example.com');
  console.log(JSON.stringify({ migrations, bought, refunded, erased: { erasure, seats: await seats() } }));
} finally {
  await disconnect();
  await sandbox.stop();
}
