import { dashboardUrl } from '@/lib/orders/merchant/dashboard-links';

/** An ID of Stripe's, whole for copying, that leads to its page in the Dashboard. */
export function StripeId({
  id,
  page,
  livemode,
}: {
  id: string;
  page: Parameters<typeof dashboardUrl>[0];
  livemode: boolean;
}) {
  return (
    <a
      href={dashboardUrl(page, id, livemode)}
      target="_blank"
      rel="noreferrer"
      className="link font-mono text-xs [overflow-wrap:anywhere]"
    >
      {id}
    </a>
  );
}
