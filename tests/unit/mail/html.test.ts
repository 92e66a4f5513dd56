import { expect, test } from 'vitest';
import { asHtml } from '@/lib/mail/letters/as-html';
import { html } from '@/lib/mail/letters/html';
import { letter } from '@/lib/mail/letters/letter';

test('text is escaped, what is HTML already is not', () => {
  const link = html`<a href="${'/?a="1"&b=2'}">${"<b>Giulia's</b>"}</a>`;
  expect(html`<p>${link}</p>`.source).toBe(
    '<p><a href="/?a=&quot;1&quot;&amp;b=2">&lt;b&gt;Giulia&#39;s&lt;/b&gt;</a></p>',
  );
});

test('lists are joined, and what is not there leaves nothing', () => {
  const items = ['a', 'b'].map((item) => html`<li>${item}</li>`);
  expect(html`<ul>${items}${null}${false}${''}${[]}${undefined}</ul>${0}`.source).toBe(
    '<ul><li>a</li><li>b</li></ul>0',
  );
});

test('the layout of a template in its file does not reach the mail, line breaks of what fills it do', () => {
  const filled = html`
    <p>
      ${'one\n  two'}
    </p>`;
  expect(filled.source).toBe('<p>one\n  two</p>');
});

const frame = {
  locale: 'en',
  reference: null,
  signature: { name: 'Bottega & Co', place: 'Turin', why: 'Because.' },
};

test('whatever a buyer is called stays text in every part of a letter', () => {
  const name = '<script>alert("1")</script>';
  const parts = {
    ...{ subject: name, preview: name, heading: name, paragraphs: [name], closing: [name] },
    button: { label: name, url: `http://shop.test/?q=${name}` },
    link: { label: name, url: `http://shop.test/?q=${name}` },
    parts: [{ heading: name, lines: [name] }],
    lists: [
      {
        ...{ heading: name, text: name, link: null },
        entries: [{ label: name, url: name, aside: name, notes: [name] }],
      },
    ],
  };
  const receipt = {
    lines: [{ id: '1', name, quantity: 2, amount: name, notes: [name], keys: [name] }],
    rows: [{ label: name, amount: name }],
    total: { label: name, amount: name },
  };
  const drawn = asHtml(letter('receipt', frame, { ...parts, receipt }));
  expect(drawn).not.toMatch(/<script|"1"/);
  expect(drawn.match(/&lt;script&gt;/g)).toHaveLength(25);
});

test('a preview fills the mailbox’s line, so that nothing of the letter is shown there', () => {
  const preview = (words: string) =>
    asHtml(letter('receipt', frame, { subject: '', preview: words, heading: '', paragraphs: [] }));
  expect(preview('x'.repeat(50)).match(/&zwnj;/g)).toHaveLength(150);
  expect(preview('x'.repeat(300))).toMatch(/>x{200}<\/div>/);
});
