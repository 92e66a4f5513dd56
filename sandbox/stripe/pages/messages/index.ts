import { en } from './en';
import { it } from './it';

export type { Messages } from './en';

export const messages = { en, it };
