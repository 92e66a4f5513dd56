import type { KindLetter } from '../letter';

export const licenseKey: KindLetter = {
  given: (line, { t }) => {
    const keys = line.keys.filter(({ revoked }) => !revoked).map(({ key }) => key);
    return { notes: keys.length > 0 ? [t('mail.notes.keys', { count: keys.length })] : [], keys };
  },
  takenBack: ({ name, keys }, { t }) =>
    keys.filter(({ revoked }) => revoked).map(({ key }) => t('mail.refund.key', { name, key })),
};
