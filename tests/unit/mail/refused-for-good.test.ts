import { expect, test } from 'vitest';
import { refusedForGood } from '@/lib/mail/transport';

/** An error as nodemailer makes them. */
const failure = (message: string, fields: Record<string, unknown>) =>
  Object.assign(new Error(message), { code: 'EENVELOPE', command: 'RCPT TO', ...fields });

const answered = (response: string) =>
  failure('refused', { response, responseCode: Number(response.slice(0, 3)) });

test.each(['550 5.1.1 No such user', '550 No such user', '552 5.2.2 Mailbox full', '553 5.1.3 Bad address'])(
  '“%s” is for good',
  (response) => {
    expect(refusedForGood(answered(response))).toBe(true);
  },
);

test.each(['450 4.2.1 Busy', '421 Closing', '550 5.7.1 Relaying denied', '550-5.7.26 Not authenticated'])(
  '“%s” is not for good',
  (response) => {
    expect(refusedForGood(answered(response))).toBe(false);
  },
);

test('an address that cannot be said to a server is refused for good, a sender that cannot is not', () => {
  const said = { command: 'API', response: undefined };
  expect(refusedForGood(failure('Invalid recipient "a\\nb"', said))).toBe(true);
  expect(refusedForGood(failure('No recipients defined', said))).toBe(true);
  expect(refusedForGood(failure('Invalid sender "<"', said))).toBe(false);
});

test('what concerns the sender, the message or the line is not for good', () => {
  const refused = { response: '550 no', responseCode: 550 };
  expect(refusedForGood(failure('refused', { ...refused, command: 'MAIL FROM' }))).toBe(false);
  expect(refusedForGood(failure('refused', { ...refused, command: 'DATA', code: 'EMESSAGE' }))).toBe(false);
  expect(refusedForGood(failure('no sign-in', { ...refused, code: 'EAUTH', command: 'AUTH PLAIN' }))).toBe(
    false,
  );
  expect(refusedForGood(new Error('connect ECONNREFUSED'))).toBe(false);
  expect(refusedForGood('550')).toBe(false);
});
