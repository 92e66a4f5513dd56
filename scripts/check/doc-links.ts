import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The anchor GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** Every link inside the project that leads nowhere, of every document in it, as sentences. */
export function checkLinks(root: string): string[] {
  const documents = globSync('**/*.md', {
    cwd: root,
    exclude: ['**/node_modules', '.next', '.data', 'test-results'],
  });
  return documents.flatMap((document) => {
    const links = [
      ...readFileSync(join(root, document), 'utf8').matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g),
    ];
    return links.flatMap(([, link = '']) => {
      const [path = '', anchor] = link.split('#');
      const target = join(root, path ? join(dirname(document), path) : document);
      if (!existsSync(target)) return [`${document} links to ${link}, where there is nothing`];
      return anchor && !anchorsOf(target).includes(anchor)
        ? [`${document} links to ${link}, but there is no such heading`]
        : [];
    });
  });
}
