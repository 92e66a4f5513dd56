import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * The program of Stripe's command line, as npm installs it for this platform. The package's own `stripe` is a Node
 * script around it that hands no signal on: stopped by one, it would leave the program running.
 *
 * @throws Error that names the package which brings it, where it is missing
 */
export function cliProgram(): string {
  const platforms: Record<
    string,
    { pkg: string; bin: string } | undefined
  > = require('@stripe/cli/platforms.json');
  const key = `${process.platform}-${process.arch}`;
  const platform = platforms[key];
  if (!platform) throw new Error(`Stripe has no command line for ${key}.`);
  const wrapper = join(require.resolve('@stripe/cli/package.json'), '..');
  // Where npm left the optional package out, the wrapper's own installation fetched the program.
  const places = [packageFolder(platform.pkg), join(wrapper, 'vendor')];
  for (const place of places) {
    const program = place && join(place, 'bin', platform.bin);
    if (program && existsSync(program)) return program;
  }
  throw new Error(
    `The Stripe CLI is missing: the optional package ${platform.pkg} brings it. npm install --include=optional`,
  );
}

function packageFolder(name: string): string | null {
  try {
    return join(require.resolve(`${name}/package.json`), '..');
  } catch {
    return null;
  }
}
