import { dirname } from 'node:path/posix';

/**
 * The floors of `lib`, from the ground up. A folder uses those on the floors below its own, and those that stand before
 * it on its own floor; never the way back. Files that lie in `lib` itself are the ground of the ground.
 */
export const floors: readonly (readonly [floor: string, folders: readonly string[]])[] = [
  ['ground', ['api', 'i18n', 'locks', 'timeline', 'queue', 'storage', 'stripe']],
  ['goods', ['catalogue', 'stock', 'shipping', 'license-keys', 'entitlements', 'buyers']],
  ['sale', ['fulfillment', 'checkout']],
  ['around', ['inbox', 'sync', 'buyer-view', 'mail', 'outgoing', 'jobs']],
  ['desk', ['reports', 'auth', 'integrations', 'orders']],
];

const heights = new Map(floors.flatMap(([, folders]) => folders).map((folder, height) => [folder, height]));

/** The folder of `lib` that a path lies in; null for a file in `lib` itself, undefined outside of `lib`. */
function folderOf(path: string): string | null | undefined {
  if (!path.startsWith('lib/') || path.startsWith('lib/generated/')) return undefined;
  return dirname(path) === 'lib' ? null : (path.split('/')[1] ?? null);
}

/**
 * Why a file of `lib` may not import another, as a sentence; null where it may.
 *
 * @param file the importing file, from the project's folder
 * @param target what it imports, from the project's folder
 */
export function wayUp(file: string, target: string): string | null {
  const from = folderOf(file);
  const to = folderOf(target);
  if (from === undefined || to === undefined || to === null || from === to) return null;
  for (const folder of [from, to]) {
    if (folder !== null && !heights.has(folder)) {
      return `lib/${folder} stands on no floor: name it in scripts/check/floors.ts`;
    }
  }
  const isBelow = from !== null && (heights.get(to) ?? 0) < (heights.get(from) ?? 0);
  return isBelow ? null : `lib/${from ?? ''} lies below lib/${to}: a folder uses those on lower floors only`;
}
