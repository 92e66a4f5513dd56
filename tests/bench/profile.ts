import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from './server';

/** As much of a `.cpuprofile` as is read: times are in microseconds. */
interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

type Frame = Profile['nodes'][number]['callFrame'];

/**
 * Where the processes of a folder of CPU profiles spent their time, without what was called from there: by part of the
 * program, and by function, as Markdown. Shares are of the time in which the processor was busy with them.
 */
export async function describeProfiles(folder: string): Promise<string> {
  const profiles: Profile[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.endsWith('.cpuprofile')) profiles.push(JSON.parse(await readFile(join(folder, name), 'utf8')));
  }
  return `${topOf(profiles, partOf, 10)}\n\n${topOf(profiles, nameOf, 12)}`;
}

function topOf(profiles: Profile[], labelOf: (frame: Frame) => string, most: number): string {
  const spent = new Map<string, number>();
  for (const { nodes, samples, timeDeltas } of profiles) {
    const labels = new Map(nodes.map(({ id, callFrame }) => [id, labelOf(callFrame)]));
    for (const [at, id] of samples.entries()) {
      const label = labels.get(id) ?? '(unknown)';
      spent.set(label, (spent.get(label) ?? 0) + (timeDeltas[at] ?? 0));
    }
  }
  spent.delete('(idle)');
  const busy = [...spent.values()].reduce((sum, time) => sum + time, 0);
  const rows = [...spent].sort(([, a], [, b]) => b - a).slice(0, most);
  const lines = rows.map(([label, time]) => `| ${((100 * time) / busy).toFixed(1)} % | ${label} |`);
  return ['| share | where |', '|---|---|', ...lines].join('\n');
}

/** The package, or the folder of the shop, or Node itself. */
function partOf({ functionName, url }: Frame): string {
  if (functionName === '(idle)' || functionName === '(garbage collector)') return functionName;
  if (!url || url.startsWith('node:')) return 'Node and its sockets';
  if (url.startsWith('wasm:')) return 'WebAssembly';
  const path = pathOf(url);
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  if (name) return name;
  return path.startsWith('.next/') ? 'the built shop' : path.split('/').slice(0, 2).join('/');
}

const pathOf = (url: string): string =>
  relative(root, url.startsWith('file://') ? new URL(url).pathname : url);

function nameOf({ functionName, url, lineNumber }: Frame): string {
  const name = functionName || '(anonymous)';
  if (!url) return name;
  return `\`${name}\` ${url.startsWith('node:') ? url : pathOf(url)}:${lineNumber + 1}`;
}
