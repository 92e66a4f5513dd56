/** @jsxImportSource hono/jsx */
import type { StoredMail } from '../../../mailbox';
import { Action, Empty, Table, Time } from './frame';

export const MailTable = ({ mails }: { mails: StoredMail[] }) => (
  <Table label="Mails" heads={['Subject', 'To', 'From', 'Received']}>
    {mails.map((mail) => (
      <tr key={mail.id}>
        <td>
          <a href={`/mail/${mail.id}`}>{mail.subject || '(no subject)'}</a>
        </td>
        <td>{mail.to.join(', ')}</td>
        <td>{mail.from}</td>
        <td>
          <Time at={new Date(mail.receivedAt)} />
        </td>
      </tr>
    ))}
  </Table>
);

export const MailsPage = ({ mails }: { mails: StoredMail[] | undefined }) => (
  <>
    <header class="head">
      <h1>Mail</h1>
      {mails && mails.length > 0 && (
        <div class="actions">
          <Action to="/mail/clear" label="Delete all" danger />
        </div>
      )}
    </header>
    {mails === undefined ? (
      <Empty>This sandbox runs without a mailbox.</Empty>
    ) : mails.length === 0 ? (
      <Empty>No mail yet. Everything the shop sends, to whomever, arrives here and nowhere else.</Empty>
    ) : (
      <MailTable mails={mails} />
    )}
  </>
);

export const MailPage = ({ mail }: { mail: StoredMail }) => (
  <>
    <p class="crumb">
      <a href="/mail">Mail</a>
    </p>
    <h1>{mail.subject || '(no subject)'}</h1>
    <dl class="facts">
      <div>
        <dt>From</dt>
        <dd>{mail.from}</dd>
      </div>
      <div>
        <dt>To</dt>
        <dd>{mail.to.join(', ')}</dd>
      </div>
      <div>
        <dt>Received</dt>
        <dd>
          <Time at={new Date(mail.receivedAt)} />
        </dd>
      </div>
    </dl>
    {mail.html && (
      // Without allow-scripts and allow-same-origin the mail can show itself and open links, and nothing more.
      <iframe
        class="mail-body"
        title="Mail as the reader sees it"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        srcdoc={`<base target="_blank">${mail.html}`}
      />
    )}
    <details class="json" open={mail.html === ''}>
      <summary>Text part</summary>
      <pre>{mail.text || 'The mail has no text part.'}</pre>
    </details>
    <details class="json">
      <summary>Headers</summary>
      <pre>
        {Object.entries(mail.headers)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n')}
      </pre>
    </details>
  </>
);
