import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const mark = join(root, '.next/bottega-sources');

/** What a production build is made from. `public/` is served as it lies, so it is not among it. */
const sources = [
  ...['app', 'lib', 'messages', 'scripts', 'prisma/schema.prisma', 'instrumentation.ts', 'proxy.ts'],
  ...['next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json'],
];

async function files(path: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, path), { withFileTypes: true });
    const below = await Promise.all(entries.map((entry) => files(`${path}/${entry.name}`)));
    return below.flat();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') return [path];
    throw error;
  }
}

/** A digest of every file the build is made from: the same digest, the same build. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  const paths = (await Promise.all(sources.map(files))).flat().sort();
  for (const path of paths) hash.update(`${path}\n`).update(await readFile(join(root, path)));
  return hash.digest('hex');
}

/**
 * Makes the production build unless the one that lies there was made from these very sources.
 *
 * @returns whether it had to be built
 * @throws with the end of what the build printed, if it failed
 */
export async function ensureBuild(settings: Record<string, string | undefined>): Promise<boolean> {
  const wanted = await fingerprint();
  const built = await readFile(mark, 'utf8').catch(() => '');
  if (built === wanted) return false;
  await run(settings);
  await writeFile(mark, wanted);
  return true;
}

async function run(settings: Record<string, string | undefined>): Promise<void> {
  const words: string[] = [];
  const build = spawn(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], {
    cwd: root,
    env: { ...process.env, ...settings, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [build.stdout, build.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => words.push(text));
  }
  // Stopped halfway, the demo must not leave a build running.
  const end = () => build.kill();
  process.once('exit', end);
  try {
    const how = await new Promise<string>((resolve, reject) => {
      build.once('error', reject);
      build.once('close', (code, signal) =>
        resolve(signal ? `ended by ${signal}` : code === 0 ? '' : `ended with ${code}`),
      );
    });
    if (how) throw new Error(`The build ${how}:\n${words.join('').split('\n').slice(-40).join('\n')}`);
  } finally {
    process.off('exit', end);
  }
}
