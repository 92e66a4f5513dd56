import { registerWebhook } from '../lib/stripe/register-webhook';
import { run } from './env';

/** `npm run stripe:webhook`: registers the shop's webhook at Stripe, or brings its registration up to date. */
await run(
  async () => {
    const done = await registerWebhook();
    if (done.outcome === 'made') {
      console.log(`Registered ${done.url}. Its signing secret, shown this once:\n\n  ${done.secret}\n`);
      console.log(
        done.replaces.length > 0
          ? `An earlier endpoint (${done.replaces.join(', ')}) is still on. Add the new secret to STRIPE_WEBHOOK_SECRET\nbeside the old one, separated by a comma, restart, then run this again: it switches the old one off.`
          : 'Put it into STRIPE_WEBHOOK_SECRET and restart the shop.',
      );
    } else {
      console.log(
        `${done.url} is registered${done.outcome === 'changed' ? ', now' : ''} for the events it handles.`,
      );
      for (const id of done.retired) console.log(`Switched off ${id}, which sent an older version.`);
    }
    console.log(
      'To change the secret later: roll it in the Dashboard under Developers, Webhooks, keep both secrets in\nSTRIPE_WEBHOOK_SECRET (comma between them) for as long as the old one is valid, then remove the old one.',
    );
  },
  { without: ['DATABASE_URL', 'STRIPE_WEBHOOK_SECRET', 'SMTP_URL', 'MAIL_FROM', 'AUTH_SECRET'] },
);
