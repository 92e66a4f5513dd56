import pino from 'pino';

/**
 * One line of JSON for each thing worth knowing. Take a child with the part of the shop it speaks for:
 * `log.child({ part: 'inbox' })`. Never put a key, a token or a buyer's personal details in it; IDs are enough.
 */
export const log = pino({
  level: process.env.LOG_LEVEL?.trim() || 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
});
