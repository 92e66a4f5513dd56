import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { root, runNode } from './run-node';

export interface Browser {
  path: string;
  /** Where it came from, in words. */
  origin: string;
  /** Whether it runs in its sandbox: not as root, and not in containers that forbid it. */
  sandboxed: boolean;
}

/** Keeps a test's browser from calling home, and from what a machine without a screen lacks. */
export const quietFlags = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const isRoot = process.getuid?.() === 0;

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/opt/homebrew/bin/chromium',
];

function installed(): Omit<Browser, 'sandboxed'> | undefined {
  for (const name of ['CHROMIUM_PATH', 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH']) {
    const path = process.env[name]?.trim();
    if (!path) continue;
    if (!existsSync(path)) throw new Error(`${name} is ${path}, but there is nothing there.`);
    return { path, origin: `named by ${name}` };
  }
  const own = chromium.executablePath();
  if (own && existsSync(own)) return { path: own, origin: "Playwright's download" };
  const path = usual.find((candidate) => existsSync(candidate));
  return path ? { path, origin: 'installed on this machine' } : undefined;
}

async function starts(path: string, sandboxed: boolean): Promise<boolean> {
  const args = sandboxed ? quietFlags : [...quietFlags, '--no-sandbox'];
  try {
    const browser = await chromium.launch({
      executablePath: path,
      args,
      chromiumSandbox: sandboxed,
      timeout: 60_000,
    });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

/**
 * A Chromium that starts: one that is here, else Playwright's download, else Debian's package (as root).
 *
 * @throws with what can be done where none of these gave one
 */
export async function findBrowser(): Promise<Browser> {
  let found = installed();
  if (!found) {
    console.log("No Chromium here; fetching Playwright's …");
    await runNode([join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium']);
    found = installed();
  }
  if (!found && isRoot && existsSync('/usr/bin/apt-get')) {
    console.log("That did not work; installing Debian's package …");
    const run = promisify(execFile);
    await run('apt-get', ['update', '-qq'], { maxBuffer: 2 ** 26 });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 2 ** 26,
    });
    found = installed();
  }
  if (!found) {
    throw new Error(
      'The end-to-end tests need a Chromium. Install one (Debian: apt-get install chromium; macOS: Google Chrome),\nor name one: CHROMIUM_PATH=/path/to/chromium npm test',
    );
  }
  for (const sandboxed of isRoot ? [false] : [true, false]) {
    if (await starts(found.path, sandboxed)) return { ...found, sandboxed };
  }
  throw new Error(
    `${found.path} (${found.origin}) does not start. Try it: "${found.path}" --headless --dump-dom about:blank`,
  );
}
