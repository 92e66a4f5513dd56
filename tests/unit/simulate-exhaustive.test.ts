import { describe, expect, test } from 'vitest';
import { exhaust, histories } from '../simulate/exhaustive';

describe('every order of up to eight deliveries keeps every invariant and ends well', () => {
  test.for(Object.keys(histories))('%s', async (name) => {
    expect(await exhaust(name, 8)).toBeGreaterThan(2);
  });
});
