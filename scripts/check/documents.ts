import { checkLinks } from './doc-links';
import { checkStates } from './doc-states';
import { checkSituations } from './situations';

/** What the documents say that is not so, as sentences. */
export const checkDocuments = (root: string): string[] => [
  ...checkLinks(root),
  ...checkStates(root),
  ...checkSituations(root),
];
