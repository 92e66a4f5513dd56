import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { patch, type Step } from './steps';

const run = promisify(execFile);

/** What a copy has of the project: what runs, and what the tests use to buy. The packages are linked. */
const copied = [
  'app',
  'lib',
  'messages',
  'prisma',
  'sandbox',
  'scripts',
  'tests/support',
  'tests/integration/extending',
];
const files = ['package.json', 'tsconfig.json', 'next-env.d.ts'];

export interface ProjectCopy {
  folder: string;
  apply(steps: readonly Step[]): Promise<void>;
  /** Makes the types of the schema, and checks all types. @returns what the compiler says, a line each */
  typeErrors(): Promise<string[]>;
  /** Runs one of its programs. @returns what it prints */
  program(path: string, env: Record<string, string>): Promise<string>;
  remove(): Promise<void>;
}

/** Copies the project to a folder of its own. */
export async function copyProject(): Promise<ProjectCopy> {
  const root = process.cwd();
  const folder = await mkdtemp(join(tmpdir(), 'bottega-extending-'));
  for (const path of [...copied, ...files])
    await cp(join(root, path), join(folder, path), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const config = {
    extends: './tsconfig.json',
    compilerOptions: { tsBuildInfoFile: './check.tsbuildinfo', plugins: [] },
    include: ['next-env.d.ts', 'app/**/*', 'lib/**/*', 'prisma/**/*.ts'],
  };
  await writeFile(join(folder, 'tsconfig.copy.json'), JSON.stringify(config));
  const node = async (...args: string[]) => await run(process.execPath, args, { cwd: folder });

  return {
    folder,

    async apply(steps) {
      for (const { path, language, text } of steps) {
        const file = join(folder, path);
        await mkdir(dirname(file), { recursive: true });
        if (language === 'diff') await writeFile(file, patch(path, await readFile(file, 'utf8'), text));
        else await writeFile(file, text, { flag: 'wx' });
      }
    },

    async typeErrors() {
      await node('scripts/generate.mjs');
      const tsc = [
        'node_modules/typescript/bin/tsc',
        '--noEmit',
        '--pretty',
        'false',
        '-p',
        'tsconfig.copy.json',
      ];
      try {
        await node(...tsc);
        return [];
      } catch (error) {
        const { stdout = '' } = error as { stdout?: string };
        return stdout.split('\n').filter((line) => line.includes('error TS'));
      }
    },

    async program(path, env) {
      const { stdout } = await run(process.execPath, ['--import', 'tsx', path], {
        cwd: folder,
        env: { ...process.env, ...env },
      });
      return stdout;
    },

    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
