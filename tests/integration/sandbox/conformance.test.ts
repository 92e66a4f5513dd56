import { describe, test } from 'vitest';
import { PARTS } from './conformance/parts';
import { sandbox } from './harness';

describe.each(PARTS)('$part', ({ rules }) => {
  test.each(rules)('$rule', async ({ shows }) => {
    await shows(await sandbox());
  });
});
