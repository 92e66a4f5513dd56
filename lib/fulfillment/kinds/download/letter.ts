import type { KindLetter } from '../letter';

export const download: KindLetter = {
  given: ({ downloads }, { t, size }) => ({
    notes: downloads
      .filter(({ revoked }) => !revoked)
      .map(({ name, bytes }) => t('mail.notes.download', { name, size: size(bytes) })),
  }),
  takenBack: ({ name, downloads }, { t }) =>
    downloads.some(({ revoked }) => revoked) ? [t('mail.refund.download', { name })] : [],
};
