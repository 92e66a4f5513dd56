/** @jsxImportSource hono/jsx */

interface Example {
  number: string;
  what: string;
}

/** Stripe's public test numbers. https://docs.stripe.com/testing */
const CARDS: Example[] = [
  { number: '4242 4242 4242 4242', what: 'succeeds' },
  { number: '5555 5555 5555 4444', what: 'succeeds, Mastercard' },
  { number: '3782 822463 10005', what: 'succeeds, American Express' },
  { number: '4000 0025 0000 3155', what: 'asks for 3-D Secure' },
  { number: '4000 0027 6000 3184', what: 'asks for 3-D Secure' },
  { number: '4000 0000 0000 0259', what: 'succeeds and is disputed' },
  { number: '4000 0000 0000 0002', what: 'is declined' },
  { number: '4000 0000 0000 9995', what: 'has no funds' },
  { number: '4000 0000 0000 0069', what: 'is expired' },
  { number: '4000 0000 0000 0127', what: 'has another security code' },
  { number: '4000 0000 0000 0119', what: 'cannot be processed' },
];
const SEPA: Example[] = [
  { number: 'AT32 1904 3002 3547 3204', what: 'settles' },
  { number: 'AT86 1904 3002 3547 3202', what: 'fails' },
];
const ACH: Example[] = [
  { number: '000123456789', what: 'settles' },
  { number: '000111111116', what: 'fails, no account' },
  { number: '000222222227', what: 'fails, no funds' },
];

export const TestNumbers = ({ open }: { open: boolean }) => (
  <details class="fold" open={open}>
    <summary>
      <h2>Test numbers</h2>
    </summary>
    <p class="quiet">Any name, any security code, any expiry date to come.</p>
    <Numbers title="Cards" examples={CARDS} />
    <div class="pair-of-panels">
      <Numbers title="SEPA debit" examples={SEPA} />
      <Numbers title="US bank account, routing number 110000000" examples={ACH} />
    </div>
  </details>
);

const Numbers = ({ title, examples }: { title: string; examples: Example[] }) => (
  <section aria-label={title}>
    <h3>{title}</h3>
    <ul class="cards">
      {examples.map(({ number, what }) => (
        <li key={number}>
          <span class="mono">{number}</span>
          <span class="quiet">{what}</span>
        </li>
      ))}
    </ul>
  </section>
);

/** How an app that knows nothing of this sandbox is made to talk to it. */
export const PointAnApp = ({ publicUrl, open }: { publicUrl: string; open: boolean }) => {
  const { hostname, port, protocol } = new URL(publicUrl);
  const scheme = protocol.replace(':', '');
  const webhook = 'http://127.0.0.1:3000/api/webhook';
  return (
    <details class="fold" open={open}>
      <summary>
        <h2>Point an app at it</h2>
      </summary>
      <Snippet title="The server, with any key that begins with sk_test_">
        {`const stripe = new Stripe('sk_test_anything', {
  host: '${hostname}',
  port: ${port || (scheme === 'https' ? 443 : 80)},
  protocol: '${scheme}',
});`}
      </Snippet>
      <Snippet title="The browser, before anything loads Stripe.js">
        {`<script src="${publicUrl}/endive/stripe.js"></script>`}
      </Snippet>
      <Snippet title="Webhooks, by registering an endpoint: the answer tells its secret, once">
        {`curl ${publicUrl}/v1/webhook_endpoints -u sk_test_anything: \\
  -d url=${webhook} \\
  -d 'enabled_events[]=*' -d api_version=2026-10-28.endive`}
      </Snippet>
      <Snippet title="Or webhooks through the Stripe CLI, which prints the secret">
        {`stripe listen --all-snapshot --no-wss --skip-update --api-key sk_test_anything \\
  --api-base ${publicUrl} --forward-to ${webhook.replace('http://', '')}`}
      </Snippet>
    </details>
  );
};

const Snippet = ({ title, children }: { title: string; children: string }) => (
  <figure class="snippet">
    <figcaption>
      {title}
      <button type="button" class="small" data-copy={children} aria-label={`Copy: ${title}`}>
        Copy
      </button>
    </figcaption>
    {/* Scrolls sideways where the screen is narrower than a line, hence reachable by keyboard. */}
    <section class="code-block" tabindex={0} aria-label={title}>
      <pre>{children}</pre>
    </section>
  </figure>
);
