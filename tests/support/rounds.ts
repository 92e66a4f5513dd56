/**
 * How often a test tries its luck: `npm test` so often that a change which breaks something is noticed, the scheduled
 * workflow (TEST_ROUNDS=many) so often that what is rare comes up as well.
 */
export const rounds = (few: number, many: number): number =>
  process.env.TEST_ROUNDS === 'many' ? many : few;
