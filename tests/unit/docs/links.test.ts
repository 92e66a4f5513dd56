import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const documents = globSync('**/*.md', { exclude: ['node_modules', '.next', '.data', 'test-results'] });

/** The anchor GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

test.each(documents)('every link in %s leads somewhere', (document) => {
  const links = [...readFileSync(document, 'utf8').matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)];
  for (const [, link = ''] of links) {
    const [path = '', anchor] = link.split('#');
    const target = path ? join(dirname(document), path) : document;
    expect(existsSync(target), link).toBe(true);
    if (anchor) expect(anchorsOf(target), link).toContain(anchor);
  }
});
