import { readdir, readFile } from 'node:fs/promises';

/** A process and those it started, with how much of each was in memory at most, in megabytes. Linux only. */
export async function peakOf(pid: number): Promise<number> {
  const family = await familyOf(pid);
  return Math.max(0, ...(await Promise.all(family.map((one) => sizeOf(one, 'VmHWM')))));
}

/** As much of the largest of them as is in memory now. */
export async function residentOf(pid: number): Promise<number> {
  const family = await familyOf(pid);
  return Math.max(0, ...(await Promise.all(family.map((one) => sizeOf(one, 'VmRSS')))));
}

async function sizeOf(pid: number, field: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
}

/** Whether any of these processes is still there; one that has ended and was not waited for is not. */
export async function isAnyLeft(pids: number[]): Promise<boolean> {
  const states = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      return stat.slice(stat.lastIndexOf(')') + 2).charAt(0);
    }),
  );
  return states.some((state) => state !== '' && state !== 'Z');
}

/** A process and all that it started, and these started. */
export async function familyOf(root: number): Promise<number[]> {
  const family = [root];
  for (const member of family) {
    const threads = await readdir(`/proc/${member}/task`).catch(() => []);
    for (const thread of threads) {
      const children = await readFile(`/proc/${member}/task/${thread}/children`, 'utf8').catch(() => '');
      family.push(...children.split(' ').filter(Boolean).map(Number));
    }
  }
  return family;
}
