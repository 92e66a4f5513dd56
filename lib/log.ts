import pino from 'pino';

/** How much may be logged, from most to nothing. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const wished = process.env.LOG_LEVEL?.trim();

/**
 * One line of JSON for each thing worth knowing. Take a child with the part of the shop it speaks for:
 * `log.child({ part: 'inbox' })`. Never put a key, a token or a buyer's personal details in it; IDs are enough.
 */
export const log = pino({
  level: logLevels.find((level) => level === wished) ?? 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
});
