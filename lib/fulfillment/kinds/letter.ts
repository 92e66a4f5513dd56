import type { createTranslator } from 'next-intl';
import type { LineState, ParcelState } from '../../generated/prisma/enums';
import type { Locale } from '../../i18n/locales';
import type { Messages } from '../../i18n/messages';
import type { BuyerParts } from './views';

/** What a kind writes its part of a mail with. */
export interface LetterWords {
  t: ReturnType<typeof createTranslator<Messages>>;
  locale: Locale;
  /** When the mail is written */
  now: Date;
  day(date: Date): string;
  /** Bytes as a person reads them */
  size(bytes: number): string;
}

/** A line as a mail knows it. */
export interface LetterGoods extends BuyerParts {
  id: string;
  name: string;
  quantity: number;
  state: LineState;
  kinds: readonly string[];
}

/** What a mail says of one kind. It is read when the mail leaves, so it says what is so then. */
export interface KindLetter {
  /**
   * What a line gave of this kind, in sentences, and what can be copied; nothing that was taken back.
   *
   * @param letter the receipt, which lists all that was bought, or the mail that says what is there now
   */
  given(
    line: LetterGoods,
    words: LetterWords,
    letter: 'receipt' | 'delivery',
  ): { notes: string[]; keys?: string[] };
  /**
   * What the buyer no longer has of a line, one sentence each.
   *
   * @param units of the line that the money went back for
   */
  takenBack(
    line: LetterGoods,
    words: LetterWords,
    units: number,
    parcels: readonly { state: ParcelState; items: readonly { lineId: string; quantity: number }[] }[],
  ): string[];
}
