import type { KindLetter, LetterGoods, LetterWords } from '../letter';

function notes({ access }: LetterGoods, { t, day, now }: LetterWords): string[] {
  if (!access || access.revoked) return [];
  if (access.endsAt && access.endsAt <= now) return [];
  if (access.subscription) return [t('mail.notes.accessRenews')];
  return [
    access.endsAt ? t('mail.notes.accessUntil', { date: day(access.endsAt) }) : t('mail.notes.accessForGood'),
  ];
}

export const access: KindLetter = {
  given: (line, words) => ({ notes: notes(line, words) }),
  takenBack: ({ name, access: room }, { t }) => (room?.revoked ? [t('mail.refund.access', { name })] : []),
};
