import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, describe, expect, it } from 'vitest';
import { type Mailbox, startMailbox } from '@/sandbox/mailbox';
import { findLinks } from '@/sandbox/mailbox/stored-mail';

const started: Mailbox[] = [];
const folders: string[] = [];

async function mailbox(dataDir: string | null = null): Promise<Mailbox> {
  const box = await startMailbox({ port: 0, dataDir });
  started.push(box);
  return box;
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'mailbox-'));
  folders.push(path);
  return path;
}

async function send(box: Mailbox, mail: Parameters<ReturnType<typeof createTransport>['sendMail']>[0]) {
  const transport = createTransport(box.smtpUrl);
  await transport.sendMail({ from: 'Bottega <shop@example.com>', to: 'ada@example.com', ...mail });
  transport.close();
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((box) => box.stop()));
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true })));
});

describe('the mailbox', () => {
  it('keeps both parts of a mail, its headers, and the links in it', async () => {
    const box = await mailbox();
    await send(box, {
      subject: 'Ordine B-1042: grazie',
      headers: { 'X-Order': 'B-1042' },
      text: 'Il tuo ordine: http://localhost:3000/order/abc.',
      html: '<p>Il <a href="http://localhost:3000/order/abc?x=1&amp;y=2">tuo ordine</a> è pagato</p>',
    });
    const [mail] = box.list();
    expect(mail).toMatchObject({
      subject: 'Ordine B-1042: grazie',
      to: ['ada@example.com'],
      headers: { 'x-order': 'B-1042' },
      links: ['http://localhost:3000/order/abc?x=1&y=2', 'http://localhost:3000/order/abc'],
    });
    expect(mail?.from).toContain('shop@example.com');
    expect(mail?.html).toContain('è pagato');
    expect(mail?.text).toContain('Il tuo ordine');
    expect(box.get(mail?.id ?? '')).toEqual(mail);
  });

  it('lists the newest first and names hidden recipients too', async () => {
    const box = await mailbox();
    await send(box, { subject: 'first', text: '1' });
    await send(box, { subject: 'second', text: '2', bcc: 'archive@example.com' });
    expect(box.list().map((mail) => mail.subject)).toEqual(['second', 'first']);
    expect(box.list()[0]?.to).toEqual(['ada@example.com', 'archive@example.com']);
    expect(box.list()[0]?.headers['x-sandbox-envelope-to']).toBeUndefined();
  });

  it('finds its mails again after a restart', async () => {
    const path = await folder();
    const box = await mailbox(path);
    await send(box, { subject: 'one', text: 'a', html: '<b>a</b>' });
    await send(box, { subject: 'two', text: 'b' });
    const before = box.list();
    await box.stop();
    const again = await mailbox(path);
    expect(again.list()).toEqual(before);
    await again.clear();
    expect(again.list()).toEqual([]);
    expect(await readdir(path)).toEqual([]);
  });

  it('says which port is busy instead of taking another', async () => {
    const box = await mailbox();
    const port = Number(new URL(box.smtpUrl).port);
    await expect(startMailbox({ port, dataDir: null })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('takes a thousand mails sent at once and loses none', async () => {
    const box = await mailbox(await folder());
    const transport = createTransport({
      url: box.smtpUrl,
      pool: true,
      maxConnections: 10,
      maxMessages: Infinity,
    });
    await Promise.all(
      Array.from({ length: 1000 }, (_, n) =>
        transport.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: `mail ${n}`, text: '.' }),
      ),
    );
    transport.close();
    expect(new Set(box.list().map((mail) => mail.subject)).size).toBe(1000);
  });
});

describe('findLinks', () => {
  it('leaves out what is no web address and the full stop after one', () => {
    expect(
      findLinks(
        '<a href="mailto:a@b.c">m</a><a href=\'https://a.example/1\'>1</a>',
        'See (https://a.example/2).',
      ),
    ).toEqual(['https://a.example/1', 'https://a.example/2']);
  });
});
