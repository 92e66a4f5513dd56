import { letterO } from './scene';

const OXIDE = '#a5402b';
const PAPER = '#f5efe2';

/** The shop's symbol on its own, for pages and letters. */
export const mark = () =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 84 100" width="84" height="100"><path fill="${OXIDE}" fill-rule="evenodd" d="${letterO(42, 50, 100)}"/></svg>`;

/** The same cut out of a block, bold enough for a browser's tab. */
export const icon = () =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><path fill="${OXIDE}" d="M2 0h60a2 2 0 0 1 2 2v60a2 2 0 0 1-2 2H2a2 2 0 0 1-2-2V2a2 2 0 0 1 2-2Z"/><path fill="${PAPER}" fill-rule="evenodd" d="${letterO(32, 32, 50)}"/></svg>`;
