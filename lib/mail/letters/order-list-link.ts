import { type Letter, letter } from './letter';
import type { LetterTools } from './letter-tools';

/** The link to everything somebody bought, asked for with an address and sent to no other (I8). */
export function orderListLinkLetter(listUrl: string, tools: LetterTools): Letter {
  const { t } = tools;
  return letter('order_list_link', tools, {
    subject: t('mail.list.subject'),
    preview: t('mail.list.preview'),
    heading: t('mail.list.heading'),
    paragraphs: [t('mail.list.text')],
    button: { label: t('mail.list.open'), url: listUrl },
    closing: [t('mail.link.next')],
  });
}
